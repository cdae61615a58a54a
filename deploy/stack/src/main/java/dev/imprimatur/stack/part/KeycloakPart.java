package dev.imprimatur.stack.part;

import dev.imprimatur.db.migration.Login;
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
import java.util.stream.Stream;

/** Keycloak on the same PostgreSQL, with the realm imported at the first start. */
public final class KeycloakPart extends ChildPart {
  private static final Duration PATIENCE = Duration.ofMinutes(3);

  private final Ports ports;
  private final Secrets secrets;

  public KeycloakPart(Installation installation, Ports ports, Secrets secrets) {
    super("keycloak", ports.keycloak(), installation);
    this.ports = ports;
    this.secrets = secrets;
  }

  @Override
  protected ChildProcess launch() throws IOException, InterruptedException, PartFailedException {
    Path program = program();
    RealmFile.write(
        installation(), ports, secrets, program.resolve("data/import/imprimatur-realm.json"));
    return run(program, List.of("start", "--optimized", "--import-realm"));
  }

  @Override
  protected void awaitReady(ChildProcess child)
      throws IOException, InterruptedException, PartFailedException {
    String address = ports.keycloakUrl() + "/realms/imprimatur/.well-known/openid-configuration";
    Readiness.await(name(), child, PATIENCE, () -> Readiness.answers(address));
  }

  /**
   * The installation's own copy, made ready for PostgreSQL once, which saves time at each start.
   */
  private Path program() throws IOException, InterruptedException, PartFailedException {
    Path distribution = distribution();
    Path copy = installation().data(name()).resolve(distribution.getFileName().toString());
    Path done = copy.resolve("prepared");
    if (!Files.exists(done)) {
      FolderCopy.remove(copy);
      FolderCopy.copy(distribution, copy);
      ChildProcess build = run(copy, List.of("build", "--db=postgres", "--cache=local"));
      if (build.waitFor() != 0) {
        throw new PartFailedException(
            "Keycloak cannot be prepared. Its log ends with:\n" + build.lastLines(15));
      }
      Files.createFile(done);
    }
    return copy;
  }

  private Path distribution() throws IOException, PartFailedException {
    try (Stream<Path> found = Files.list(installation().keycloakDistribution())) {
      return found
          .filter(Files::isDirectory)
          .findFirst()
          .orElseThrow(
              () -> new PartFailedException("Keycloak was not unpacked; run ./imprimatur build"));
    }
  }

  private ChildProcess run(Path program, List<String> arguments) throws IOException {
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
    environment.put("JAVA_OPTS_KC_HEAP", "-Xms64m -Xmx512m");
    var command = new ArrayList<String>();
    command.add(program.resolve("bin/kc.sh").toString());
    command.addAll(arguments);
    return ChildProcess.start(command, environment, program, installation().log(name()));
  }
}
