package dev.imprimatur.stack.part;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.imprimatur.db.migration.Login;
import dev.imprimatur.stack.installation.Installation;
import dev.imprimatur.stack.installation.Ports;
import dev.imprimatur.stack.installation.Secrets;
import dev.imprimatur.stack.installation.TestInstallation;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.nio.file.Files;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.MethodOrderer;
import org.junit.jupiter.api.Order;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestMethodOrder;
import org.junit.jupiter.api.io.TempDir;

/** A real PostgreSQL in a folder with a space in its name. */
@TestMethodOrder(MethodOrderer.OrderAnnotation.class)
class PostgresPartTest {
  @TempDir static Path folder;
  private static Installation installation;
  private static Ports ports;
  private static Secrets secrets;
  private static PostgresPart part;

  @BeforeAll
  static void start() throws Exception {
    installation = TestInstallation.in(folder.resolve("a home"));
    ports = new Ports(1, 2, freePort(), 3);
    secrets = new Secrets(installation);
    part = new PostgresPart(installation, ports, secrets);
    up(part);
  }

  @AfterAll
  static void stop() {
    part.stop();
  }

  @Test
  @Order(1)
  void settings_thatKeepWhatWasCommitted_areOn() throws Exception {
    for (String setting : new String[] {"fsync", "synchronous_commit", "full_page_writes"}) {
      assertThat(answer(superuser(), "postgres", "show " + setting)).as(setting).isEqualTo("on");
    }
    assertThat(answer(superuser(), "postgres", "show listen_addresses")).isEqualTo("localhost");
  }

  @Test
  @Order(2)
  void login_withoutTheRightPassword_isRefused() {
    for (String password : new String[] {"", "postgres", "wrong"}) {
      assertThatThrownBy(() -> answer(new Login("postgres", password), "postgres", "select 1"))
          .isInstanceOf(SQLException.class);
    }
  }

  @Test
  @Order(3)
  void databases_areClosedToEachOthersUsers() throws Exception {
    assertThat(answer(server(), "imprimatur", "select count(*) from log_leaf")).isEqualTo("0");
    assertThat(answer(keycloak(), "keycloak", "select 1")).isEqualTo("1");
    assertThatThrownBy(() -> answer(server(), "keycloak", "select 1"))
        .hasMessageContaining("permission denied for database");
    assertThatThrownBy(() -> answer(keycloak(), "imprimatur", "select 1"))
        .hasMessageContaining("permission denied for database");
  }

  @Test
  @Order(4)
  void server_cannotChangeTheLog() {
    assertThatThrownBy(() -> answer(server(), "imprimatur", "delete from log_leaf returning 1"))
        .hasMessageContaining("permission denied");
  }

  @Test
  @Order(5)
  void prepare_afterItsStarterWasKilled_endsTheOrphanAndKeepsTheData() throws Exception {
    answer(keycloak(), "keycloak", "create table kept (id int); select 1");
    ProcessHandle orphan = ProcessHandle.of(part.pid().orElseThrow()).orElseThrow();
    part = new PostgresPart(installation, ports, secrets);
    up(part);
    assertThat(orphan.isAlive()).isFalse();
    assertThat(answer(keycloak(), "keycloak", "select count(*) from kept")).isEqualTo("0");
  }

  @Test
  @Order(6)
  void prepare_staleNoteWithTheIdOfAnotherProcess_startsAndHarmsNobody() throws Exception {
    part.stop();
    Path note = installation.data("postgresql").resolve("cluster/postmaster.pid");
    assertThat(note).doesNotExist();
    Files.writeString(note, ProcessHandle.current().pid() + "\n/nowhere\n0\n1\n\n\n\n");
    up(part);
    assertThat(answer(server(), "imprimatur", "select 1")).isEqualTo("1");
  }

  private static void up(PostgresPart postgres) throws Exception {
    postgres.prepare();
    postgres.launch();
    postgres.awaitReady();
  }

  private static Login superuser() throws Exception {
    return new Login("postgres", secrets.password("database-superuser"));
  }

  private static Login server() throws Exception {
    return PostgresPart.serverLogin(secrets);
  }

  private static Login keycloak() throws Exception {
    return PostgresPart.keycloakLogin(secrets);
  }

  private static String answer(Login login, String database, String query) throws SQLException {
    try (Connection connection =
            DriverManager.getConnection(
                ports.databaseUrl(database), login.user(), login.password());
        Statement statement = connection.createStatement()) {
      boolean rows = statement.execute(query);
      while (!rows) {
        rows = statement.getMoreResults();
      }
      try (ResultSet result = statement.getResultSet()) {
        result.next();
        return result.getString(1);
      }
    }
  }

  private static int freePort() throws Exception {
    try (var socket = new ServerSocket(0, 1, InetAddress.getLoopbackAddress())) {
      return socket.getLocalPort();
    }
  }
}
