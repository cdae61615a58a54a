package dev.imprimatur.db.policy;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.imprimatur.db.TestDatabase;
import dev.imprimatur.db.account.Account;
import dev.imprimatur.db.receipt.ReceiptVerdict;
import dev.imprimatur.db.receipt.ReceiptVerifier;
import java.sql.Connection;
import java.sql.SQLException;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.List;
import java.util.Optional;
import java.util.UUID;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

class PolicyBundlesTest {
  private static final String HASH = "ab".repeat(32);
  private static final byte[] ARCHIVE = {80, 75, 3, 4};
  private static TestDatabase database;
  private Account author;
  private Account officer;
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
  void accounts() {
    now = Instant.now().truncatedTo(ChronoUnit.MICROS);
    author = account();
    officer = account();
  }

  @Test
  void approve_submittedBundle_isTheNextVersionForEver() throws Exception {
    int before = approved().number().orElseThrow();
    StoredBundle version = approved();
    assertThat(version.number()).hasValue(before + 1);
    assertThat(version.state()).isEqualTo(BundleState.APPROVED);
    assertThat(version.decidedBy()).contains(officer);
    assertThat(version.statement().orElseThrow().text()).isEqualTo("version " + (before + 1));
    assertThat(
            database.<Optional<StoredBundle>>inTransaction(
                stores -> stores.policyBundles().version(before + 1)))
        .map(StoredBundle::id)
        .contains(version.id());
    assertThat(
            database.<Optional<byte[]>>inTransaction(
                stores -> stores.policyBundles().archive(version.id())))
        .contains(ARCHIVE);
    assertRefused("update policy_bundle set state = 'REJECTED' where id = '%s'", version.id());
  }

  @Test
  void steps_ofAVersion_areEachInTheLog() {
    List<BundleStep> steps =
        database.inTransaction(stores -> stores.policyBundles().steps(approved().id()));
    assertThat(steps)
        .extracting(BundleStep::kind)
        .containsExactly(
            BundleStep.Kind.UPLOADED, BundleStep.Kind.SUBMITTED, BundleStep.Kind.APPROVED);
    for (BundleStep step : steps) {
      ReceiptVerdict verdict =
          ReceiptVerifier.verify(step.receipt(), database.signer.verifierKey());
      assertThat(verdict).isInstanceOf(ReceiptVerdict.Genuine.class);
      var genuine = (ReceiptVerdict.Genuine) verdict;
      assertThat(genuine.type()).isEqualTo("policy-step");
      assertThat(genuine.fields())
          .containsEntry("step", step.kind().name())
          .containsEntry("manifestHash", HASH)
          .containsEntry("account", step.by().pseudonym());
    }
  }

  @Test
  void approve_ownBundle_changesNothing() {
    UUID id = submitted();
    assertThat(approve(id, author)).isEmpty();
    assertThat(find(id).state()).isEqualTo(BundleState.SUBMITTED);
  }

  @Test
  void approve_draft_changesNothing() {
    UUID id = upload();
    assertThat(approve(id, officer)).isEmpty();
    assertThat(find(id).state()).isEqualTo(BundleState.DRAFT);
  }

  @Test
  void submit_othersDraft_changesNothing() {
    UUID id = upload();
    assertThat(
            database.<Boolean>inTransaction(
                stores -> stores.policyBundles().submit(id, officer, now, "")))
        .isFalse();
  }

  @Test
  void reject_submittedBundle_isFinal() {
    UUID id = submitted();
    assertThat(reject(id)).isTrue();
    assertThat(reject(id)).isFalse();
    assertThat(approve(id, officer)).isEmpty();
    assertThat(find(id).state()).isEqualTo(BundleState.REJECTED);
  }

  /** What the server's own login could try. */
  @Test
  void server_cannotChangeWhatWasUploaded() throws Exception {
    UUID id = upload();
    assertRefused("update policy_bundle set archive = 'x' where id = '%s'", id);
    assertRefused("update policy_bundle set manifest_hash = '00' where id = '%s'", id);
    assertRefused("delete from policy_bundle where id = '%s'", id);
    assertRefused("update policy_step set note = 'x' where bundle_id = '%s'", id);
  }

  @Test
  void database_refusesAnAuthorsOwnApproval() throws Exception {
    UUID id = submitted();
    assertRefused(
        "update policy_bundle set state = 'APPROVED', number = 4711, decided_by = author_id,"
            + " statement = 'x', key_id = 'x', signature = 'x' where id = '%s'",
        id);
  }

  @Test
  void due_latestActivation_isInForce() {
    StoredBundle first = approved();
    StoredBundle second = approved();
    Activation one = order(first, now);
    Activation two = order(second, now);
    assertThat(due(now)).startsWith(two.id(), one.id());
    Activation back = order(first, now.plusSeconds(1));
    assertThat(due(now)).startsWith(two.id());
    assertThat(due(now.plusSeconds(1))).startsWith(back.id());
    cancel(back, now);
  }

  @Test
  void cancel_scheduledActivation_neverTakesEffect() throws Exception {
    Activation later = order(approved(), now.plusSeconds(60));
    assertThat(scheduled(now)).contains(later.id());
    assertThat(cancel(later, now)).isTrue();
    assertThat(cancel(later, now)).isFalse();
    assertThat(scheduled(now)).doesNotContain(later.id());
    assertThat(due(now.plusSeconds(120))).doesNotContain(later.id());
    assertRefused("update policy_activation set cancelled_at = null where id = '%s'", later.id());
  }

  @Test
  void cancel_activationInForce_changesNothing() throws Exception {
    Activation active = order(approved(), now);
    assertThat(cancel(active, now.plusSeconds(1))).isFalse();
    assertRefused("update policy_activation set number = 1 where id = '%s'", active.id());
  }

  private Account account() {
    String subject = UUID.randomUUID().toString();
    return database.inTransaction(stores -> stores.accounts().seen(subject, "U " + subject, now));
  }

  private UUID upload() {
    return database
        .inTransaction(stores ->
            stores
                .policyBundles()
                .upload(new NewBundle("default-1", HASH + "  a.txt\n", HASH, ARCHIVE), author, now))
        .id();
  }

  private UUID submitted() {
    UUID id = upload();
    assertThat(
            database.<Boolean>inTransaction(
                stores -> stores.policyBundles().submit(id, author, now, "please")))
        .isTrue();
    return id;
  }

  private Optional<StoredBundle> approve(UUID id, Account approver) {
    return database.inTransaction(stores ->
        stores
            .policyBundles()
            .approve(
                id,
                approver,
                now,
                "fine",
                number -> new SignedStatement("version " + number, "key", new byte[] {1})));
  }

  private StoredBundle approved() {
    return approve(submitted(), officer).orElseThrow();
  }

  private boolean reject(UUID id) {
    return database.inTransaction(
        stores -> stores.policyBundles().reject(id, officer, now, "too strict"));
  }

  private StoredBundle find(UUID id) {
    return database.inTransaction(stores -> stores.policyBundles().find(id)).orElseThrow();
  }

  private Activation order(StoredBundle version, Instant effectiveAt) {
    return database.inTransaction(stores ->
        stores
            .activations()
            .order(
                Optional.of(version),
                Activation.Kind.ACTIVATION,
                officer,
                now,
                effectiveAt,
                "now"));
  }

  private boolean cancel(Activation activation, Instant at) {
    return database.inTransaction(
        stores -> stores.activations().cancel(activation.id(), officer, at, "not yet"));
  }

  private List<UUID> due(Instant at) {
    return database.inTransaction(
        stores -> stores.activations().due(at, 50).stream().map(Activation::id).toList());
  }

  private List<UUID> scheduled(Instant at) {
    return database.inTransaction(
        stores -> stores.activations().scheduled(at).stream().map(Activation::id).toList());
  }

  private static void assertRefused(String statement, UUID id) throws SQLException {
    try (Connection connection = database.server();
        var plain = connection.createStatement()) {
      assertThatThrownBy(() -> plain.executeUpdate(statement.formatted(id)))
          .isInstanceOf(SQLException.class);
    }
  }
}
