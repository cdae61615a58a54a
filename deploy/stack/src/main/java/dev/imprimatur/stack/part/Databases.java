package dev.imprimatur.stack.part;

import dev.imprimatur.db.migration.Login;
import dev.imprimatur.db.migration.Schema;
import dev.imprimatur.stack.installation.Ports;
import dev.imprimatur.stack.installation.Secrets;
import java.io.IOException;
import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;

/**
 * The databases of the application and of Keycloak, each with an owner of its own who cannot enter
 * the other one.
 */
final class Databases {
  /** The superuser, whom nothing but this class logs in as. */
  static final String SUPERUSER = "postgres";

  private static final String OWNER = "imprimatur_owner";

  private final Ports ports;
  private final Secrets secrets;

  Databases(Ports ports, Secrets secrets) {
    this.ports = ports;
    this.secrets = secrets;
  }

  /** Whether PostgreSQL answers a query. */
  boolean answer() throws IOException {
    try (Connection connection = connect();
        Statement statement = connection.createStatement();
        ResultSet one = statement.executeQuery("select 1")) {
      return one.next();
    } catch (SQLException e) {
      return false;
    }
  }

  /** Makes what is missing and brings the application's schema up to date. */
  void prepare() throws SQLException, IOException {
    var owner = new Login(OWNER, secrets.password("database-owner"));
    Login server = PostgresPart.serverLogin(secrets);
    Login keycloak = PostgresPart.keycloakLogin(secrets);
    try (Connection connection = connect();
        Statement statement = connection.createStatement()) {
      login(statement, owner, "createrole");
      login(statement, keycloak, "");
      database(statement, PostgresPart.APPLICATION, owner);
      database(statement, PostgresPart.KEYCLOAK, keycloak);
      Schema.migrate(ports.databaseUrl(PostgresPart.APPLICATION), owner, server);
      statement.execute(
          "grant connect on database %s to %s"
              .formatted(
                  statement.enquoteIdentifier(PostgresPart.APPLICATION, true),
                  statement.enquoteIdentifier(server.user(), true)));
    }
  }

  private Connection connect() throws SQLException, IOException {
    return DriverManager.getConnection(
        ports.databaseUrl("postgres"), SUPERUSER, secrets.password("database-superuser"));
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

  /** Nobody but the owner may enter, unless a grant says so. */
  private static void database(Statement statement, String name, Login owner) throws SQLException {
    String database = statement.enquoteIdentifier(name, true);
    if (!exists(statement, "select 1 from pg_database where datname = ", name)) {
      statement.execute(
          "create database %s owner %s"
              .formatted(database, statement.enquoteIdentifier(owner.user(), true)));
    }
    statement.execute("revoke connect, temporary on database %s from public".formatted(database));
  }

  private static boolean exists(Statement statement, String query, String name)
      throws SQLException {
    try (ResultSet found = statement.executeQuery(query + statement.enquoteLiteral(name))) {
      return found.next();
    }
  }
}
