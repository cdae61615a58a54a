package dev.imprimatur.db.generation;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.imprimatur.db.TestDatabase;
import dev.imprimatur.db.account.Account;
import dev.imprimatur.db.receipt.Receipt;
import dev.imprimatur.db.receipt.ReceiptVerdict;
import dev.imprimatur.db.receipt.ReceiptVerifier;
import dev.imprimatur.db.receipt.RecordDraft;
import java.sql.Connection;
import java.sql.PreparedStatement;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.UUID;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** Pictures that wait for an officer. */
class ReviewsTest {
  private static final String HASH = "ab".repeat(32);
  private static final RecordDraft RECORD = RecordDraft.of("generation", Map.of("state", "x"));
  private static TestDatabase database;
  private Account owner;
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
    owner = account("owner");
    officer = account("officer");
  }

  @Test
  void hold_keepsPicturesAndSaysSoInTheLog() {
    UUID id = held();
    assertThat(find(id).state()).isEqualTo(GenerationState.IN_REVIEW);
    assertThat(released(id, 0)).isEmpty();
    assertThat(heldPicture(id, 0)).isPresent();
    String receipt =
        database.inTransaction(stores -> stores.reviews().holdingReceipt(id)).orElseThrow().text();
    assertThat(ReceiptVerifier.verify(receipt, database.signer.verifierKey()))
        .isInstanceOfSatisfying(
            ReceiptVerdict.Genuine.class,
            genuine -> assertThat(genuine.fields()).containsEntry("pixelHashes", HASH));
  }

  @Test
  void hold_ofWhatHasEnded_changesNothing() {
    assertThat(hold(held())).isEmpty();
    assertThat(hold(UUID.randomUUID())).isEmpty();
  }

  @Test
  void open_whatIsHeld_owesNoWork() {
    held();
    long open = database.inTransaction(stores -> stores.generations().open(owner));
    assertThat(open).isZero();
  }

  @Test
  void review_thatReleasesOne_releasesOnlyThat() {
    UUID id = held();
    assertThat(review(id, officer, Set.of(1), GenerationState.RELEASED))
        .isInstanceOf(ReviewOutcome.Decided.class);
    assertThat(find(id).state()).isEqualTo(GenerationState.RELEASED);
    assertThat(released(id, 0)).isEmpty();
    assertThat(released(id, 1)).contains(new byte[] {1});
    assertThat(heldPicture(id, 0)).isEmpty();
  }

  @Test
  void review_aSecondTime_changesNothing() {
    UUID id = held();
    review(id, officer, Set.of(), GenerationState.QUARANTINED);
    assertThat(review(id, officer, Set.of(0), GenerationState.RELEASED))
        .isEqualTo(new ReviewOutcome.NotHeld(GenerationState.QUARANTINED));
    assertThat(released(id, 0)).isEmpty();
  }

  @Test
  void review_byTheOwner_isRefused() {
    UUID id = held();
    assertThat(review(id, owner, Set.of(0), GenerationState.RELEASED))
        .isEqualTo(new ReviewOutcome.OwnPictures());
    assertThat(find(id).state()).isEqualTo(GenerationState.IN_REVIEW);
    assertThat(released(id, 0)).isEmpty();
  }

  @Test
  void review_whenSomethingFailsAfterwards_leavesThePicturesHeld() {
    UUID id = held();
    assertThatThrownBy(() ->
            database.inTransaction(stores -> {
              stores
                  .reviews()
                  .decide(
                      id, new Verdict(officer, Set.of(0)), conclusion(GenerationState.RELEASED));
              throw new IllegalStateException("the machine stops here");
            }))
        .hasMessage("the machine stops here");
    assertThat(find(id).state()).isEqualTo(GenerationState.IN_REVIEW);
    assertThat(released(id, 0)).isEmpty();
  }

  @Test
  void conclude_byCancellation_releasesNothing() {
    UUID id = held();
    database.inTransaction(
        stores -> stores.generations().conclude(id, conclusion(GenerationState.CANCELLED)));
    assertThat(find(id).state()).isEqualTo(GenerationState.CANCELLED);
    assertThat(released(id, 0)).isEmpty();
    assertThat(heldPicture(id, 0)).isEmpty();
  }

  /** Somebody with the server's login releases a picture that nobody has looked at. */
  @Test
  void sql_thatReleasesAHeldPicture_isRefusedAtCommit() throws Exception {
    UUID id = held();
    assertRefused("insert into generation_image_release values (?, 0)", id);
  }

  /** The same for a picture that an officer kept back. */
  @Test
  void sql_thatReleasesAWithheldPictureLater_isRefusedAtCommit() throws Exception {
    UUID id = held();
    review(id, officer, Set.of(1), GenerationState.RELEASED);
    assertRefused("insert into generation_image_release values (?, 0)", id);
  }

  /** Somebody with the server's login adds a picture to those that are held. */
  @Test
  void sql_thatAddsAReleasedPictureToHeldOnes_isRefusedAtCommit() throws Exception {
    UUID id = held();
    assertRefused(
        "insert into generation_image values (?, 2, '%s', true, 'x')".formatted(HASH), id);
  }

  private static void assertRefused(String statement, UUID id) throws Exception {
    try (Connection connection = database.server()) {
      connection.setAutoCommit(false);
      try (PreparedStatement sql = connection.prepareStatement(statement)) {
        sql.setObject(1, id);
        sql.executeUpdate();
      }
      assertThatThrownBy(connection::commit)
          .hasMessageMatching("(?s).*(not released by a review|has no receipt|held for review).*");
    }
  }

  private UUID held() {
    UUID id = UUID.randomUUID();
    return database.inTransaction(stores -> {
      var order = new OutgoingOrder(id, "k", new byte[1], new byte[64], now.plusSeconds(60));
      var generation = new NewGeneration(id, owner, Optional.empty(), "cartoon");
      stores.generations().admit(generation, "{}", HASH, order, now);
      assertThat(stores.reviews().hold(id, holding())).isPresent();
      assertThat(stores.outbox().unsent(1000))
          .noneMatch(waiting -> waiting.generationId().equals(id));
      return id;
    });
  }

  private Optional<Receipt> hold(UUID id) {
    return database.inTransaction(stores -> stores.reviews().hold(id, holding()));
  }

  private Holding holding() {
    return new Holding(
        now,
        "{}",
        List.of(
            new NewImage(0, HASH, false, new byte[] {0}),
            new NewImage(1, HASH, false, new byte[] {1})),
        RecordDraft.of("generation-held", Map.of("pixelHashes", HASH)));
  }

  private Conclusion conclusion(GenerationState state) {
    return new Conclusion(state, now, "{}", List.of(), RECORD);
  }

  private ReviewOutcome review(UUID id, Account by, Set<Integer> released, GenerationState state) {
    return database.inTransaction(
        stores -> stores.reviews().decide(id, new Verdict(by, released), conclusion(state)));
  }

  private Account account(String name) {
    String subject = name + UUID.randomUUID();
    return database.inTransaction(stores -> stores.accounts().seen(subject, name, now));
  }

  private static Generation find(UUID id) {
    return database.inTransaction(stores -> stores.generations().find(id).orElseThrow());
  }

  private static Optional<byte[]> released(UUID id, int index) {
    return database.inTransaction(stores -> stores.generations().releasedImage(id, index));
  }

  private static Optional<byte[]> heldPicture(UUID id, int index) {
    return database.inTransaction(stores -> stores.reviews().heldImage(id, index));
  }
}
