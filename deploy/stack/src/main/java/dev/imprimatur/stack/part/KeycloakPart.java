package dev.imprimatur.stack.part;

import dev.imprimatur.db.migration.Login;
import dev.imprimatur.stack.installation.FolderCopy;
import dev.imprimatur.stack.installation.Installation;
import dev.imprimatur.stack.installation.Ports;
import dev.imprimatur.stack.installation.Secrets;
import dev.imprimatur.stack.process.ChildProcess;
import dev.imprimatur.stack.process.PartFailedException;
import dev.imprimatur.stack.process.Readiness;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.stream.Stream;

/** Keycloak on the same PostgreSQL, with the realm imported at the first start. */
public final class KeycloakPart extends ChildPart {
  private static final Duration PATIENCE = Duration.ofMinutes(5);
  private static final String REALM = "data/import/imprimatur-realm.json";

  /**
   * What Keycloak's own script tells Java. The script stays between the supervisor and the process,
   * and leaves the process behind when it is killed.
   */
  private static final List<String> JAVA_OPTIONS =
      List.of(
          "-Xms64m",
          "-Xmx512m",
          "-XX:MetaspaceSize=96M",
          "-XX:MaxMetaspaceSize=256m",
          "-XX:+ExitOnOutOfMemoryError",
          "-Dfile.encoding=UTF-8",
          "-Dstdout.encoding=UTF-8",
          "-Dstderr.encoding=UTF-8",
          "-Duser.language=en",
          "-Duser.country=US",
          "-Djava.util.logging.manager=org.jboss.logmanager.LogManager",
          "-Djava.util.concurrent.ForkJoinPool.common.threadFactory="
              + "io.quarkus.bootstrap.forkjoin.QuarkusForkJoinWorkerThreadFactory",
          "-Dpicocli.disable.closures=true",
          "-Dquarkus-log-max-startup-records=10000",
          "--add-opens=java.base/java.util=ALL-UNNAMED",
          "--add-opens=java.base/java.util.concurrent=ALL-UNNAMED",
          "--add-opens=java.base/java.security=ALL-UNNAMED",
          "--add-opens=java.base/java.lang=ALL-UNNAMED",
          "--enable-native-access=ALL-UNNAMED");

  private final Ports ports;
  private final Secrets secrets;

  public KeycloakPart(Installation installation, Ports ports, Secrets secrets) {
    super("keycloak", ports.keycloak(), Set.of(PostgresPart.NAME), installation);
    this.ports = ports;
    this.secrets = secrets;
  }

  /** Makes the installation's own copy and readies it for PostgreSQL, which saves time later. */
  @Override
  public void prepare() throws IOException, InterruptedException, PartFailedException {
    Path copy = program();
    Path done = copy.resolve("prepared");
    if (!Files.exists(done)) {
      FolderCopy.remove(copy);
      FolderCopy.copy(distribution(), copy);
      ChildProcess build = run(copy, List.of("build", "--db=postgres", "--cache=local"));
      try {
        if (build.waitFor() != 0) {
          throw new PartFailedException(
              "Keycloak cannot be prepared. Its log ends with:\n" + build.lastLines(15));
        }
      } finally {
        build.stop(Duration.ofSeconds(5));
      }
      Files.createFile(done);
    }
    RealmFile.write(installation(), ports, secrets, copy.resolve(REALM));
  }

  @Override
  ChildProcess begin() throws IOException, PartFailedException {
    return run(program(), List.of("start", "--optimized", "--import-realm"));
  }

  @Override
  void awaitReady(ChildProcess launched)
      throws IOException, InterruptedException, PartFailedException {
    String address = ports.keycloakUrl() + "/realms/imprimatur/.well-known/openid-configuration";
    Readiness.await(name(), launched, PATIENCE, () -> Readiness.answers(address));
    // Its passwords are in the database now; a realm that is there is not imported again.
    Files.deleteIfExists(program().resolve(REALM));
  }

  private Path program() throws IOException, PartFailedException {
    return installation().data(name()).resolve(distribution().getFileName().toString());
  }

  private Path distribution() throws IOException, PartFailedException {
    Path unpacked = installation().keycloakDistribution();
    if (!Files.isDirectory(unpacked)) {
      throw new PartFailedException("Keycloak was not unpacked; run ./imprimatur build");
    }
    try (Stream<Path> found = Files.list(unpacked)) {
      return found
          .filter(Files::isDirectory)
          .max(Path::compareTo)
          .orElseThrow(
              () -> new PartFailedException("Keycloak was not unpacked; run ./imprimatur build"));
    }
  }

  private ChildProcess run(Path program, List<String> arguments) throws IOException {
    var command = new ArrayList<String>();
    command.add(java());
    command.addAll(JAVA_OPTIONS);
    command.add("-Dkc.home.dir=" + program);
    command.add("-Djboss.server.config.dir=" + program.resolve("conf"));
    command.add("-cp");
    command.add(program.resolve("lib/quarkus-run.jar").toString());
    command.add("io.quarkus.bootstrap.runner.QuarkusEntryPoint");
    command.addAll(arguments);
    return ChildProcess.start(command, environment(), program, installation().log(name()));
  }

  private Map<String, String> environment() throws IOException {
    Login database = PostgresPart.keycloakLogin(secrets);
    Map<String, String> environment = new HashMap<>();
    environment.put("KC_DB_URL", ports.databaseUrl(PostgresPart.KEYCLOAK));
    environment.put("KC_DB_USERNAME", database.user());
    environment.put("KC_DB_PASSWORD", database.password());
    environment.put("KC_HTTP_ENABLED", "true");
    environment.put("KC_HTTP_HOST", "localhost");
    environment.put("KC_HTTP_PORT", Integer.toString(ports.keycloak()));
    environment.put("KC_HOSTNAME", ports.keycloakUrl());
    environment.put("KC_BOOTSTRAP_ADMIN_USERNAME", "admin");
    environment.put("KC_BOOTSTRAP_ADMIN_PASSWORD", secrets.password("keycloak-admin"));
    environment.put("KC_LOG_LEVEL", "info");
    return environment;
  }
}
