package dev.imprimatur.db.licence;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.imprimatur.db.TestDatabase;
import dev.imprimatur.db.account.Account;
import dev.imprimatur.db.generation.Cursor;
import dev.imprimatur.db.receipt.ReceiptVerdict;
import dev.imprimatur.db.receipt.ReceiptVerifier;
import java.sql.Connection;
import java.sql.SQLException;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.SortedMap;
import java.util.UUID;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

class AcceptancesTest {
  private static final Agreement AGREEMENT = new Agreement("m", "l", "1", "ab".repeat(32));
  private static TestDatabase database;
  private Account user;
  private Instant now;

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
    String subject = UUID.randomUUID().toString();
    user = database.inTransaction(stores -> stores.accounts().seen(subject, "user", now));
  }

  @Test
  void accept_once_standsWithAReceiptThatNamesTheModel() {
    Acceptance acceptance = accept(AGREEMENT);
    assertThat(find(AGREEMENT)).contains(acceptance);
    assertThat(fields(acceptance.receipt(), "licence-acceptance"))
        .containsEntry("model", "m")
        .containsEntry("licence", "l")
        .containsEntry("version", "1")
        .containsEntry("attested", "I do no harm.")
        .containsEntry("textSha256", AGREEMENT.textSha256())
        .containsEntry("account", user.pseudonym());
  }

  @Test
  void accept_again_answersTheFirst() {
    assertThat(accept(AGREEMENT)).isEqualTo(accept(AGREEMENT));
  }

  @Test
  void find_anotherModelVersionOrText_isNotAccepted() {
    accept(AGREEMENT);
    assertThat(find(new Agreement("n", "l", "1", AGREEMENT.textSha256()))).isEmpty();
    assertThat(find(new Agreement("m", "l", "2", AGREEMENT.textSha256()))).isEmpty();
    assertThat(find(new Agreement("m", "l", "1", "cd".repeat(32)))).isEmpty();
  }

  /** A text may change without its version; what was accepted then is not what is shown now. */
  @Test
  void accept_anotherTextOfTheSameVersion_isRecordedBesideTheFirst() {
    var changed = new Agreement("m", "l", "1", "cd".repeat(32));
    assertThat(accept(AGREEMENT).id()).isNotEqualTo(accept(changed).id());
    assertThat(find(AGREEMENT)).isPresent();
    assertThat(find(changed)).isPresent();
  }

  @Test
  void withdraw_standing_endsItWithAReceipt() {
    Acceptance acceptance = accept(AGREEMENT);
    Withdrawal withdrawal = withdraw().getFirst().withdrawal().orElseThrow();
    assertThat(find(AGREEMENT)).isEmpty();
    assertThat(withdrawal.at()).isEqualTo(now);
    assertThat(fields(withdrawal.receipt(), "licence-withdrawal"))
        .containsEntry("acceptance", acceptance.id().toString())
        .containsEntry("account", user.pseudonym())
        .containsEntry("model", "m")
        .containsEntry("textSha256", AGREEMENT.textSha256());
    assertThat(
            database.<Optional<Acceptance>>inTransaction(
                stores -> stores.acceptances().lastWithdrawn(user, "m", "l")))
        .map(Acceptance::id)
        .contains(acceptance.id());
  }

  @Test
  void withdraw_everyVersion_soThatNoneComesBack() {
    accept(AGREEMENT);
    accept(new Agreement("m", "l", "2", AGREEMENT.textSha256()));
    var other = new Agreement("n", "l", "1", AGREEMENT.textSha256());
    accept(other);
    assertThat(withdraw()).hasSize(2);
    assertThat(find(AGREEMENT)).isEmpty();
    assertThat(find(other)).isPresent();
    assertThat(withdraw()).isEmpty();
  }

  @Test
  void accept_afterWithdrawal_isANewOne() {
    Acceptance first = accept(AGREEMENT);
    withdraw();
    Acceptance second = accept(AGREEMENT);
    assertThat(second.id()).isNotEqualTo(first.id());
    assertThat(find(AGREEMENT)).contains(second);
  }

  @Test
  void page_walksThroughAllNewestFirst() {
    List<UUID> expected =
        List.of(
            accept(new Agreement("p", "l", "3", AGREEMENT.textSha256())).id(),
            accept(new Agreement("p", "l", "2", AGREEMENT.textSha256())).id(),
            accept(new Agreement("p", "l", "1", AGREEMENT.textSha256())).id());
    Optional<Cursor> place = Optional.empty();
    var seen = new ArrayList<UUID>();
    for (List<Acceptance> page = page(place); !page.isEmpty(); page = page(place)) {
      page.forEach(each -> seen.add(each.id()));
      place = Optional.of(new Cursor(page.getLast().acceptedAt(), page.getLast().id()));
    }
    assertThat(seen).doesNotHaveDuplicates().containsAll(expected);
  }

  @Test
  void between_countsWhatBeganOrEndedInThePeriod() {
    Acceptance acceptance = accept(AGREEMENT);
    assertThat(ids(now, now.plusSeconds(1))).contains(acceptance.id());
    assertThat(ids(now.minusSeconds(1), now)).doesNotContain(acceptance.id());
    Instant later = now.plusSeconds(60);
    database.inTransaction(stores -> stores.acceptances().withdraw(user, "m", "l", later));
    assertThat(ids(later, later.plusSeconds(1))).contains(acceptance.id());
  }

  /** What the server's own login could try. */
  @Test
  void server_mayNotRewriteHistory() throws Exception {
    UUID id = accept(AGREEMENT).id();
    assertRefused("delete from licence_acceptance where id = '%s'", id);
    assertRefused("update licence_acceptance set model = 'other' where id = '%s'", id);
    withdraw();
    assertRefused(
        "update licence_acceptance set withdrawn_at = null, withdrawal_receipt = null"
            + " where id = '%s'",
        id);
  }

  private Acceptance accept(Agreement agreement) {
    return database.inTransaction(
        stores -> stores.acceptances().accept(user, agreement, List.of("I do no harm."), now));
  }

  private Optional<Acceptance> find(Agreement agreement) {
    return database.inTransaction(stores -> stores.acceptances().find(user, agreement));
  }

  private List<Acceptance> withdraw() {
    return database.inTransaction(stores -> stores.acceptances().withdraw(user, "m", "l", now));
  }

  private static List<Acceptance> page(Optional<Cursor> place) {
    return database.inTransaction(stores -> stores.acceptances().page(place, 2));
  }

  private static List<UUID> ids(Instant from, Instant to) {
    return database.inTransaction(
        stores -> stores.acceptances().between(from, to).stream().map(Acceptance::id).toList());
  }

  private static SortedMap<String, String> fields(String receipt, String type) {
    var genuine =
        (ReceiptVerdict.Genuine) ReceiptVerifier.verify(receipt, database.signer.verifierKey());
    assertThat(genuine.type()).isEqualTo(type);
    return genuine.fields();
  }

  private static void assertRefused(String statement, UUID id) throws SQLException {
    try (Connection server = database.server();
        var attempt = server.createStatement()) {
      assertThatThrownBy(() -> attempt.executeUpdate(statement.formatted(id)))
          .isInstanceOf(SQLException.class);
    }
  }
}
