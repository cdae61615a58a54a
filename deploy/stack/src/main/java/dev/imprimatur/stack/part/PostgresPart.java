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
import java.sql.SQLException;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * PostgreSQL from its own binaries, with the databases of the application and of Keycloak. It
 * listens on localhost alone, and every login needs its password from the first moment.
 */
public final class PostgresPart extends ChildPart {
  /** This part's name. */
  public static final String NAME = "postgresql";

  /** The database of the application. */
  public static final String APPLICATION = "imprimatur";

  /** The database of Keycloak, and its owner. */
  public static final String KEYCLOAK = "keycloak";

  private static final String SERVER = "imprimatur_server";
  private static final Duration PATIENCE = Duration.ofMinutes(2);

  /** A commit that was answered is on the disk. A failed statement's text is nobody's to read. */
  private static final List<String> SETTINGS =
      List.of(
          "fsync=on",
          "synchronous_commit=on",
          "full_page_writes=on",
          "listen_addresses=localhost",
          "unix_socket_directories=",
          "max_connections=120",
          "log_min_error_statement=panic");

  private final Secrets secrets;
  private final Databases databases;
  private @Nullable PostgresProgram program;
  private @Nullable PostgresAccount account;

  public PostgresPart(Installation installation, Ports ports, Secrets secrets) {
    super(NAME, ports.database(), Set.of(), installation);
    this.secrets = secrets;
    this.databases = new Databases(ports, secrets);
  }

  /** What the application's server logs in as. */
  public static Login serverLogin(Secrets secrets) throws IOException {
    return new Login(SERVER, secrets.password("database-server"));
  }

  /** What Keycloak logs in as. */
  public static Login keycloakLogin(Secrets secrets) throws IOException {
    return new Login(KEYCLOAK, secrets.password("database-keycloak"));
  }

  @Override
  public void prepare() throws IOException, InterruptedException, PartFailedException {
    Files.createDirectories(installation().data(NAME));
    PostgresProgram unpacked = PostgresProgram.below(installation().data(NAME));
    program = unpacked;
    account = PostgresAccount.of(cluster());
    PostgresOrphan.end(cluster(), unpacked.folder());
    if (Files.exists(unfinished()) || !Files.exists(cluster().resolve("PG_VERSION"))) {
      initialise();
    }
  }

  @Override
  ChildProcess begin() throws IOException, InterruptedException {
    var arguments =
        new ArrayList<>(List.of("-D", cluster().toString(), "-p", Integer.toString(port())));
    SETTINGS.forEach(setting -> arguments.addAll(List.of("-c", setting)));
    return run("postgres", arguments.toArray(String[]::new));
  }

  @Override
  void awaitReady(ChildProcess launched)
      throws IOException, InterruptedException, PartFailedException {
    Readiness.await(NAME, launched, PATIENCE, databases::answer);
    try {
      databases.prepare();
    } catch (SQLException e) {
      throw new PartFailedException("PostgreSQL cannot be prepared: " + e.getMessage());
    }
  }

  /** A signal to terminate would wait for every client to leave; this one sends them away. */
  @Override
  void askToEnd(ChildProcess running) throws IOException, InterruptedException {
    if (running.isAlive()) {
      var unused =
          run("pg_ctl", "-D", cluster().toString(), "-m", "fast", "-w", "-t", "30", "stop")
              .waitFor();
    }
  }

  private void initialise() throws IOException, InterruptedException, PartFailedException {
    if (!Files.exists(unfinished())) {
      Files.createFile(unfinished());
    }
    FolderCopy.empty(cluster());
    secrets.password("database-superuser");
    ChildProcess initdb =
        run(
            "initdb",
            "--pgdata=" + cluster(),
            "--username=" + Databases.SUPERUSER,
            "--pwfile=" + secrets.passwordFile("database-superuser"),
            "--auth=scram-sha-256",
            "--encoding=UTF8",
            "--locale=C",
            "--locale-provider=builtin",
            "--builtin-locale=C.UTF-8");
    if (initdb.waitFor() != 0) {
      throw new PartFailedException(
          "PostgreSQL's cluster cannot be made. Its log ends with:\n" + initdb.lastLines(15));
    }
    Files.delete(unfinished());
  }

  private ChildProcess run(String name, String... arguments) throws IOException {
    PostgresProgram unpacked = program;
    PostgresAccount who = account;
    if (unpacked == null || who == null) {
      throw new IllegalStateException("PostgreSQL was not prepared");
    }
    return ChildProcess.start(
        unpacked.command(who, name, arguments),
        Map.of(),
        installation().data(NAME),
        installation().log(NAME));
  }

  private Path cluster() {
    return installation().data(NAME).resolve("cluster");
  }

  /** Stands beside a cluster while it is made, so that one that is not whole is made anew. */
  private Path unfinished() {
    return installation().data(NAME).resolve("cluster-unfinished");
  }
}
