package dev.imprimatur.db.generation;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.imprimatur.db.TestDatabase;
import dev.imprimatur.db.account.Account;
import dev.imprimatur.db.receipt.ReceiptVerdict;
import dev.imprimatur.db.receipt.ReceiptVerifier;
import dev.imprimatur.db.receipt.RecordDraft;
import java.nio.charset.StandardCharsets;
import java.sql.Connection;
import java.sql.ResultSet;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.UUID;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

class GenerationsTest {
  private static final String PROMPT = "a very particular sloth";
  private static final String HASH = "ab".repeat(32);
  private static TestDatabase database;
  private Account owner;
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
    owner = database.inTransaction(stores -> stores.accounts().seen(subject, "U " + subject, now));
  }

  @Test
  void conclude_withAPicture_commitsStateReceiptAndPictureTogether() {
    UUID id = admit();
    conclude(id, GenerationState.RELEASED, true);

    Generation released = find(id);
    assertThat(released.state()).isEqualTo(GenerationState.RELEASED);
    assertThat(released.finishedAt()).contains(now);
    assertThat(image(id)).contains(new byte[] {1, 2, 3});
    String receipt =
        database.inTransaction(stores -> stores.generations().receipt(id).orElseThrow().text());
    assertThat(ReceiptVerifier.verify(receipt, database.signer.verifierKey()))
        .isInstanceOfSatisfying(
            ReceiptVerdict.Genuine.class,
            genuine -> assertThat(genuine.fields()).containsEntry("prompt", PROMPT));
  }

  @Test
  void conclude_whenSomethingFailsAfterwards_leavesNeitherStateNorPictureNorLogEntry() {
    UUID id = admit();
    long before = logSize();
    assertThatThrownBy(() ->
            database.inTransaction(stores -> {
              stores.generations().conclude(id, conclusion(GenerationState.RELEASED, true));
              throw new IllegalStateException("the machine stops here");
            }))
        .hasMessage("the machine stops here");
    assertThat(find(id).state()).isEqualTo(GenerationState.QUEUED);
    assertThat(image(id)).isEmpty();
    assertThat(logSize()).isEqualTo(before);
  }

  @Test
  void conclude_aSecondTime_changesNothing() {
    UUID id = admit();
    conclude(id, GenerationState.FAILED, false);
    long before = logSize();
    ConclusionOutcome second =
        database.inTransaction(stores ->
            stores.generations().conclude(id, conclusion(GenerationState.RELEASED, true)));
    assertThat(second).isEqualTo(new ConclusionOutcome.AlreadyFinal(GenerationState.FAILED));
    assertThat(find(id).state()).isEqualTo(GenerationState.FAILED);
    assertThat(logSize()).isEqualTo(before);
  }

  @Test
  void conclude_aJobThatNeverWas_isUnknown() {
    assertThat(
            database.<ConclusionOutcome>inTransaction(stores ->
                stores
                    .generations()
                    .conclude(UUID.randomUUID(), conclusion(GenerationState.FAILED, false))))
        .isEqualTo(new ConclusionOutcome.Unknown());
  }

  @Test
  void releasedImage_ofAQuarantinedPicture_isNothing() {
    UUID id = admit();
    conclude(id, GenerationState.QUARANTINED, false);
    assertThat(image(id)).isEmpty();
  }

  @Test
  void sql_thatReleasesAPictureWithoutAReceipt_isRefusedAtCommit() throws Exception {
    UUID id = admit();
    try (Connection connection = database.owner()) {
      connection.setAutoCommit(false);
      try (var insert =
          connection.prepareStatement("insert into generation_image values (?, 0, ?, true, 'x')")) {
        insert.setObject(1, id);
        insert.setString(2, HASH);
        insert.executeUpdate();
      }
      assertThatThrownBy(connection::commit).hasMessageContaining("has no receipt");
    }
  }

  @Test
  void sql_thatChangesAFinalGeneration_isRefused() throws Exception {
    UUID id = admit();
    conclude(id, GenerationState.DENIED, false);
    try (Connection connection = database.owner();
        var sql = connection.createStatement()) {
      assertThatThrownBy(
              () -> sql.execute("update generation set state = 'RELEASED' where id = '" + id + "'"))
          .hasMessageContaining("is final");
    }
  }

  @Test
  void tables_afterEverything_holdNoPromptInClear() throws Exception {
    UUID id = admit();
    UUID waiting = admit();
    conclude(id, GenerationState.RELEASED, true);
    assertThat(find(waiting).detail()).contains(PROMPT);
    try (Connection connection = database.owner();
        var sql = connection.createStatement()) {
      for (String table :
          List.of("generation", "generation_image", "outbox", "log_leaf", "access")) {
        try (ResultSet rows = sql.executeQuery("select t::text from " + table + " t")) {
          while (rows.next()) {
            assertThat(rows.getString(1))
                .doesNotContain(PROMPT)
                .doesNotContain(
                    java.util.HexFormat.of().formatHex(PROMPT.getBytes(StandardCharsets.UTF_8)));
          }
        }
      }
    }
  }

  @Test
  void page_walksThroughAll_newestFirst_whileRowsAreAdded() {
    List<UUID> ids = new ArrayList<>();
    for (int i = 0; i < 5; i++) {
      now = now.plusMillis(1);
      ids.addFirst(admit());
    }
    Filter mine = Filter.ofOwner(owner.id(), Set.of());
    List<UUID> seen = new ArrayList<>();
    Optional<Cursor> cursor = Optional.empty();
    do {
      Optional<Cursor> after = cursor;
      Page page = database.inTransaction(stores -> stores.generations().page(mine, after, 2));
      page.items().forEach(item -> seen.add(item.id()));
      cursor = page.next().flatMap(next -> Cursor.parse(next.text()));
      now = now.plusMillis(1);
      admit();
    } while (cursor.isPresent());
    assertThat(seen).containsExactlyElementsOf(ids);
  }

  @Test
  void page_filtersByNameStateAndTime() {
    UUID id = admit();
    conclude(id, GenerationState.DENIED, false);
    admit();
    Filter denied =
        new Filter(
            Optional.empty(),
            Optional.of(owner.userName().toUpperCase(java.util.Locale.ROOT)),
            Optional.empty(),
            Set.of(GenerationState.DENIED),
            Optional.of(now),
            Optional.of(now.plusSeconds(1)));
    assertThat(
            database
                .inTransaction(stores -> stores.generations().page(denied, Optional.empty(), 10))
                .items())
        .extracting(Generation::id)
        .containsExactly(id);
  }

  @Test
  void page_ofATenant_holdsNothingOfOthers() {
    UUID id = admit(Optional.of("schools"));
    admit(Optional.of("studio"));
    admit();
    Filter schools =
        new Filter(
            Optional.of(owner.id()),
            Optional.empty(),
            Optional.of("schools"),
            Set.of(),
            Optional.empty(),
            Optional.empty());
    assertThat(
            database
                .inTransaction(stores -> stores.generations().page(schools, Optional.empty(), 10))
                .items())
        .singleElement()
        .satisfies(generation -> {
          assertThat(generation.id()).isEqualTo(id);
          assertThat(generation.tenant()).contains("schools");
        });
    conclude(id, GenerationState.FAILED, false);
    assertThat(
            database
                .<Optional<Generation>>inTransaction(stores -> stores.generations().find(id))
                .flatMap(Generation::tenant))
        .contains("schools");
  }

  @Test
  void admit_tenantThatIsNone_isRefusedByTheDatabase() {
    assertThatThrownBy(() -> admit(Optional.of("Schools'; --"))).hasStackTraceContaining("tenant");
  }

  @Test
  void outbox_givesAnOrderUntilItIsSent_andForgetsItWhenTheGenerationIsFinal() {
    UUID id = admit();
    assertThat(unsent()).contains(id);
    database.inTransaction(stores -> {
      stores.outbox().markSent(id, now);
      return id;
    });
    assertThat(unsent()).doesNotContain(id);
    assertThat(overdue()).contains(id);
    conclude(id, GenerationState.FAILED, false);
    assertThat(overdue()).doesNotContain(id);
    long open = database.inTransaction(stores -> stores.generations().open(owner));
    assertThat(open).isZero();
  }

  private UUID admit() {
    return admit(Optional.empty());
  }

  private UUID admit(Optional<String> tenant) {
    UUID id = UUID.randomUUID();
    return database.inTransaction(stores -> {
      byte[] payload = PROMPT.getBytes(StandardCharsets.UTF_8);
      var order = new OutgoingOrder(id, "k", payload, new byte[64], now.plusSeconds(60));
      var generation = new NewGeneration(id, owner, tenant, "cartoon");
      stores.generations().admit(generation, PROMPT, HASH, order, now);
      return id;
    });
  }

  private void conclude(UUID id, GenerationState state, boolean released) {
    assertThat(
            database.<ConclusionOutcome>inTransaction(
                stores -> stores.generations().conclude(id, conclusion(state, released))))
        .isInstanceOf(ConclusionOutcome.Concluded.class);
  }

  private Conclusion conclusion(GenerationState state, boolean released) {
    return new Conclusion(
        state,
        now,
        PROMPT,
        List.of(new NewImage(0, HASH, released, new byte[] {1, 2, 3})),
        RecordDraft.of("generation", Map.of("prompt", PROMPT)));
  }

  private Generation find(UUID id) {
    return database.inTransaction(stores -> stores.generations().find(id).orElseThrow());
  }

  private Optional<byte[]> image(UUID id) {
    return database.inTransaction(stores -> stores.generations().releasedImage(id, 0));
  }

  private List<UUID> unsent() {
    return database.inTransaction(
        stores -> stores.outbox().unsent(1000).stream().map(OutgoingOrder::generationId).toList());
  }

  private List<UUID> overdue() {
    return database.inTransaction(stores -> stores.outbox().overdue(now.plusSeconds(61), 1000));
  }

  private long logSize() {
    return database.inTransaction(
        stores -> Long.parseLong(stores.log().latest().text().split("\n", -1)[1]));
  }
}
