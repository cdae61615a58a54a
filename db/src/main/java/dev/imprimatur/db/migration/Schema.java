package dev.imprimatur.db.migration;

import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.List;
import org.flywaydb.core.Flyway;

/** Brings a database up to date and gives the server a login that can do no more than it needs. */
public final class Schema {
  private static final List<String> GRANTS =
      List.of(
          "revoke all on all tables in schema public from %1$s",
          "grant usage on schema public to %1$s",
          "grant select, insert, update on account, generation to %1$s",
          "grant select, insert on data_key, generation_image, access, licence_report to %1$s",
          "grant select, insert on licence_acceptance, licence_attestation to %1$s",
          "grant update (withdrawn_at, withdrawal_receipt) on licence_acceptance to %1$s",
          "grant update (revoked_at, revoked_by, revocation_receipt) on licence_attestation"
              + " to %1$s",
          "grant select, insert on generation_review, generation_image_release to %1$s",
          "grant update (decided_by, decided_at) on generation_review to %1$s",
          "grant select, insert, update, delete on outbox to %1$s",
          "grant select, insert, delete on upload, upload_use to %1$s",
          "grant select, insert on policy_bundle, policy_step, policy_activation to %1$s",
          "grant update (state, number, decided_by, statement, key_id, signature) on policy_bundle"
              + " to %1$s",
          "grant update (cancelled_at, cancellation_receipt) on policy_activation to %1$s",
          "grant select, insert on policy_shadow, policy_shadow_difference, policy_replay to %1$s",
          "grant update (stopped_by, stopped_at, stop_note, stop_receipt) on policy_shadow to %1$s",
          "grant select, insert, update on policy_shadow_count to %1$s",
          "grant select, insert on log_leaf, log_node, log_checkpoint to %1$s",
          "grant select on log_head to %1$s",
          "grant update (size) on log_head to %1$s");

  private Schema() {}

  /**
   * Migrates.
   *
   * @param url of the database, {@code jdbc:postgresql:...}
   * @param owner of the tables
   * @param server what the server logs in as; made when it does not exist
   * @throws SQLException when the database cannot be reached or refuses
   */
  public static void migrate(String url, Login owner, Login server) throws SQLException {
    Flyway.configure()
        .dataSource(url, owner.user(), owner.password())
        .locations("classpath:db/migration")
        .load()
        .migrate();
    try (Connection connection = DriverManager.getConnection(url, owner.user(), owner.password())) {
      // At once: a server that is at work when its database comes back never finds a right missing.
      connection.setAutoCommit(false);
      grant(connection, server);
      connection.commit();
    }
  }

  private static void grant(Connection connection, Login server) throws SQLException {
    try (Statement statement = connection.createStatement()) {
      String role = statement.enquoteIdentifier(server.user(), true);
      statement.execute(
          "do $$ begin if not exists (select from pg_roles where rolname = %s)"
                  .formatted(statement.enquoteLiteral(server.user()))
              + " then create role %s login; end if; end $$".formatted(role));
      statement.execute(
          "alter role %s with login password %s"
              .formatted(role, statement.enquoteLiteral(server.password())));
      for (String grant : GRANTS) {
        statement.execute(grant.formatted(role));
      }
    }
  }
}
