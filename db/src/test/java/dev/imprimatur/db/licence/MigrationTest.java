package dev.imprimatur.db.licence;

import static org.assertj.core.api.Assertions.assertThat;

import dev.imprimatur.db.migration.Login;
import dev.imprimatur.db.migration.Schema;
import io.zonky.test.db.postgres.embedded.EmbeddedPostgres;
import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.ResultSet;
import java.sql.Statement;
import org.flywaydb.core.Flyway;
import org.junit.jupiter.api.Test;

/** What an installation recorded before acceptances named their model. */
class MigrationTest {
  @Test
  void migrate_earlierAcceptance_keepsItsReceiptUnderNoModel() throws Exception {
    try (EmbeddedPostgres postgres = EmbeddedPostgres.builder().start()) {
      String url = "jdbc:postgresql://localhost:" + postgres.getPort() + "/postgres";
      Flyway.configure()
          .dataSource(url, "postgres", "postgres")
          .locations("classpath:db/migration")
          .target("3")
          .load()
          .migrate();
      try (Connection owner = DriverManager.getConnection(url, "postgres", "postgres");
          Statement statement = owner.createStatement()) {
        statement.execute(
            "insert into account values (gen_random_uuid(), 's', 'p', 'user', now())");
        statement.execute(
            "insert into licence_acceptance select id, 'l', '1', repeat('ab', 32), now(), 'proof'"
                + " from account");
        Schema.migrate(
            url, new Login("postgres", "postgres"), new Login("imprimatur_server", "test"));
        ResultSet row =
            statement.executeQuery(
                "select id, model, receipt, withdrawn_at from licence_acceptance");
        assertThat(row.next()).isTrue();
        assertThat(row.getString("id")).isNotNull();
        assertThat(row.getString("model")).isEmpty();
        assertThat(row.getString("receipt")).isEqualTo("proof");
        assertThat(row.getTimestamp("withdrawn_at")).isNull();
        assertThat(row.next()).isFalse();
      }
    }
  }
}
