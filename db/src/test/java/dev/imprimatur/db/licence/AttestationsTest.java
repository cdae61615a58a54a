package dev.imprimatur.db.licence;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.imprimatur.db.TestDatabase;
import dev.imprimatur.db.account.Account;
import dev.imprimatur.db.receipt.ReceiptVerdict;
import dev.imprimatur.db.receipt.ReceiptVerifier;
import java.sql.Connection;
import java.sql.SQLException;
import java.time.Duration;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.Optional;
import java.util.UUID;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

class AttestationsTest {
  private static final String STATEMENT = "Revenue is low.";
  private static final Duration YEAR = Duration.ofDays(365);
  private static TestDatabase database;
  private String subject;
  private Account operator;
  private Instant now;
  private Instant until;

  @BeforeAll
  static void open() throws Exception {
    database = new TestDatabase();
  }

  @AfterAll
  static void close() throws Exception {
    database.close();
  }

  @BeforeEach
  void account() {
    now = Instant.now().truncatedTo(ChronoUnit.MICROS);
    until = now.plus(YEAR);
    subject = "revenue-" + UUID.randomUUID();
    operator = database.inTransaction(stores -> stores.accounts().seen(subject, "operator", now));
  }

  @Test
  void attest_once_standsUntilItsEndWithAReceipt() {
    Attestation attestation = attest();
    assertThat(standing(STATEMENT, now)).contains(attestation);
    assertThat(standing(STATEMENT, until)).isEmpty();
    assertThat(attestation.standsAt(until.minusMillis(1))).isTrue();
    assertThat(attestation.standsAt(until)).isFalse();
    var genuine =
        (ReceiptVerdict.Genuine)
            ReceiptVerifier.verify(attestation.receipt(), database.signer.verifierKey());
    assertThat(genuine.type()).isEqualTo("licence-attestation");
    assertThat(genuine.fields())
        .containsEntry("subject", subject)
        .containsEntry("statement", STATEMENT)
        .containsEntry("until", until.toString())
        .containsEntry("account", operator.pseudonym());
  }

  @Test
  void standing_anotherStatement_isNotAttested() {
    attest();
    assertThat(standing("Revenue is very low.", now)).isEmpty();
  }

  @Test
  void revoke_standing_endsItOnce() {
    UUID id = attest().id();
    assertThat(revoke(id)).isTrue();
    assertThat(standing(STATEMENT, now)).isEmpty();
    assertThat(revoke(id)).isFalse();
    assertThat(revoke(UUID.randomUUID())).isFalse();
  }

  /** What the server's own login could try. */
  @Test
  void server_mayNotProlongWhatWasAttested() throws Exception {
    UUID id = attest().id();
    for (String attempt :
        new String[] {
          "delete from licence_attestation where id = '%s'",
          "update licence_attestation set valid_until = now() + interval '9 years' where id = '%s'"
        }) {
      try (Connection server = database.server();
          var statement = server.createStatement()) {
        assertThatThrownBy(() -> statement.executeUpdate(attempt.formatted(id)))
            .isInstanceOf(SQLException.class);
      }
    }
  }

  private Attestation attest() {
    return database.inTransaction(stores ->
        stores.attestations().attest(subject, STATEMENT, operator, now, YEAR, "the accounts"));
  }

  private Optional<Attestation> standing(String statement, Instant at) {
    return database.inTransaction(stores -> stores.attestations().standing(subject, statement, at));
  }

  private boolean revoke(UUID id) {
    return database.inTransaction(
        stores -> stores.attestations().revoke(id, operator, now, "revenue has grown"));
  }
}
