package dev.imprimatur.stack.part;

import dev.imprimatur.db.migration.Login;
import dev.imprimatur.db.migration.Schema;
import dev.imprimatur.stack.installation.Installation;
import dev.imprimatur.stack.installation.Ports;
import dev.imprimatur.stack.installation.Secrets;
import dev.imprimatur.stack.process.Part;
import dev.imprimatur.stack.process.PartFailedException;
import io.zonky.test.db.postgres.embedded.EmbeddedPostgres;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import org.jspecify.annotations.Nullable;

/**
 * PostgreSQL from its own binaries, with the databases of the application and of Keycloak. The
 * library that starts it is made for tests: what it switches off for speed is switched on again,
 * and every login needs its password from the first moment.
 */
public final class PostgresPart implements Part {
  /** The database of the application. */
  public static final String APPLICATION = "imprimatur";

  /** The database of Keycloak, and its owner. */
  public static final String KEYCLOAK = "keycloak";

  private static final String SUPERUSER = "postgres";
  private static final String OWNER = "imprimatur_owner";
  private static final String SERVER = "imprimatur_server";

  private final Installation installation;
  private final Ports ports;
  private final Secrets secrets;
  private @Nullable EmbeddedPostgres postgres;

  public PostgresPart(Installation installation, Ports ports, Secrets secrets) {
    this.installation = installation;
    this.ports = ports;
    this.secrets = secrets;
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
  public String name() {
    return "postgresql";
  }

  @Override
  public int port() {
    return ports.database();
  }

  @Override
  public void start() throws IOException, PartFailedException {
    Path data = installation.data(name()).resolve("cluster");
    endOrphan(data);
    String password = secrets.password("database-superuser");
    Path passwordFile = installation.keys().resolve("database-superuser.password");
    Files.createDirectories(data);
    Files.createDirectories(installation.logs());
    postgres =
        EmbeddedPostgres.builder()
            .setDataDirectory(data)
            .setCleanDataDirectory(false)
            .setOverrideWorkingDirectory(installation.data(name()).resolve("binaries").toFile())
            .setRegisterShutdownHook(false)
            .setPort(ports.database())
            .setLocaleConfig("auth", "scram-sha-256")
            .setLocaleConfig("pwfile", passwordFile.toString())
            .setConnectConfig("password", password)
            .setServerConfig("fsync", "on")
            .setServerConfig("full_page_writes", "on")
            .setServerConfig("synchronous_commit", "on")
            .setServerConfig("listen_addresses", "localhost")
            .setServerConfig("unix_socket_directories", "")
            .setServerConfig("max_connections", "120")
            .setPGStartupWait(Duration.ofSeconds(60))
            .setOutputRedirector(
                ProcessBuilder.Redirect.appendTo(installation.log(name()).toFile()))
            .start();
    try {
      prepare(password);
    } catch (SQLException e) {
      stop();
      throw new PartFailedException("PostgreSQL cannot be prepared: " + e.getMessage());
    }
  }

  private void prepare(String superuserPassword) throws SQLException, IOException {
    var owner = new Login(OWNER, secrets.password("database-owner"));
    try (Connection connection =
            DriverManager.getConnection(
                ports.databaseUrl("postgres"), SUPERUSER, superuserPassword);
        Statement statement = connection.createStatement()) {
      login(statement, owner, "createrole");
      login(statement, keycloakLogin(secrets), "");
      database(statement, APPLICATION, OWNER);
      database(statement, KEYCLOAK, KEYCLOAK);
    }
    Schema.migrate(ports.databaseUrl(APPLICATION), owner, serverLogin(secrets));
  }

  private static void login(Statement statement, Login login, String rights) throws SQLException {
    String role = statement.enquoteIdentifier(login.user(), true);
    if (!exists(statement, "select 1 from pg_roles where rolname = ", login.user())) {
      statement.execute("create role %s".formatted(role));
    }
    statement.execute(
        "alter role %s with login %s password %s"
            .formatted(role, rights, statement.enquoteLiteral(login.password())));
  }

  private static void database(Statement statement, String name, String owner) throws SQLException {
    if (!exists(statement, "select 1 from pg_database where datname = ", name)) {
      statement.execute(
          "create database %s owner %s"
              .formatted(
                  statement.enquoteIdentifier(name, true),
                  statement.enquoteIdentifier(owner, true)));
    }
  }

  private static boolean exists(Statement statement, String query, String name)
      throws SQLException {
    try (ResultSet found = statement.executeQuery(query + statement.enquoteLiteral(name))) {
      return found.next();
    }
  }

  /** PostgreSQL survives a kill of whoever started it; a second one on its data must not start. */
  private static void endOrphan(Path data) throws IOException {
    postmaster(data)
        .ifPresent(orphan -> {
          orphan.destroy();
          try {
            orphan.onExit().get(30, TimeUnit.SECONDS);
          } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
          } catch (ExecutionException | TimeoutException e) {
            orphan.destroyForcibly();
          }
        });
  }

  private static Optional<ProcessHandle> postmaster(Path data) throws IOException {
    Path file = data.resolve("postmaster.pid");
    if (!Files.exists(file)) {
      return Optional.empty();
    }
    List<String> lines = Files.readAllLines(file);
    return lines.isEmpty() || !lines.getFirst().strip().matches("[0-9]+")
        ? Optional.empty()
        : ProcessHandle.of(Long.parseLong(lines.getFirst().strip()))
            .filter(handle -> handle.info().command().orElse("").endsWith("postgres"));
  }

  @Override
  public boolean isAlive() {
    try {
      return postmaster(installation.data(name()).resolve("cluster")).isPresent();
    } catch (IOException e) {
      return false;
    }
  }

  @Override
  public Optional<Long> pid() {
    try {
      return postmaster(installation.data(name()).resolve("cluster")).map(ProcessHandle::pid);
    } catch (IOException e) {
      return Optional.empty();
    }
  }

  @Override
  public void stop() {
    EmbeddedPostgres running = postgres;
    if (running == null) {
      return;
    }
    postgres = null;
    try {
      running.close();
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }
}
