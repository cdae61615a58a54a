package dev.imprimatur.db.upload;

import static org.assertj.core.api.Assertions.assertThat;

import dev.imprimatur.db.Overlap;
import dev.imprimatur.db.Stores;
import dev.imprimatur.db.TestDatabase;
import dev.imprimatur.db.account.Account;
import dev.imprimatur.db.generation.Conclusion;
import dev.imprimatur.db.generation.GenerationState;
import dev.imprimatur.db.generation.NewGeneration;
import dev.imprimatur.db.generation.OutgoingOrder;
import dev.imprimatur.db.receipt.RecordDraft;
import java.nio.charset.StandardCharsets;
import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.time.Duration;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.HexFormat;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.UUID;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

class UploadsTest {
  private static final String HASH = "ab".repeat(32);
  private static final byte[] PNG = {1, 2, 3};
  private static TestDatabase database;
  private Account owner;
  private Account stranger;
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
    stranger = account("stranger");
  }

  @Test
  void add_andFind_givesTheSameToItsOwnerOnly() {
    Upload upload = added(now.plusSeconds(60));
    assertThat(find(owner, upload, now)).contains(upload);
    assertThat(picture(owner, upload, now)).contains(PNG);
    assertThat(all(owner)).containsExactly(upload);
    assertThat(find(stranger, upload, now)).isEmpty();
    assertThat(picture(stranger, upload, now)).isEmpty();
    assertThat(all(stranger)).isEmpty();
  }

  @Test
  void find_whatHasExpired_findsNothing() {
    Upload upload = added(now.plusSeconds(60));
    assertThat(find(owner, upload, now.plusSeconds(60))).isEmpty();
    assertThat(picture(owner, upload, now.plusSeconds(60))).isEmpty();
  }

  /** Who reads the tables reads neither the picture nor what is said of it. */
  @Test
  void add_keepsPictureAndDetailEncrypted() throws Exception {
    Upload upload = added(now.plusSeconds(60));
    try (Connection connection = database.server();
        PreparedStatement sql =
            connection.prepareStatement("select png, detail from upload where id = ?")) {
      sql.setObject(1, upload.id());
      ResultSet row = sql.executeQuery();
      assertThat(row.next()).isTrue();
      assertThat(HexFormat.of().formatHex(row.getBytes("png")))
          .hasSizeGreaterThan(2 * PNG.length)
          .doesNotContain(HexFormat.of().formatHex(PNG));
      assertThat(new String(row.getBytes("detail"), StandardCharsets.UTF_8))
          .doesNotContain("secret detail");
    }
  }

  @Test
  void remove_takesItAway_onceAndForItsOwnerOnly() {
    Upload upload = added(now.plusSeconds(60));
    assertThat(remove(stranger, upload)).isEqualTo(Removal.UNKNOWN);
    assertThat(remove(owner, upload)).isEqualTo(Removal.REMOVED);
    assertThat(remove(owner, upload)).isEqualTo(Removal.UNKNOWN);
  }

  @Test
  void remove_whileARequestStartsFromIt_waitsForItsEnd() {
    Upload upload = added(now.plusSeconds(60));
    UUID generation = using(upload);
    assertThat(usedBy(generation, upload)).contains(PNG);
    assertThat(usedBy(UUID.randomUUID(), upload)).isEmpty();
    assertThat(remove(owner, upload)).isEqualTo(Removal.IN_USE);
    removeExpired(now.plus(Duration.ofDays(1)));
    assertThat(usedBy(generation, upload)).contains(PNG);
    database.inTransaction(stores ->
        stores
            .generations()
            .conclude(
                generation,
                new Conclusion(
                    GenerationState.FAILED,
                    now,
                    "{}",
                    List.of(),
                    RecordDraft.of("generation", Map.of("state", "x")))));
    assertThat(remove(owner, upload)).isEqualTo(Removal.REMOVED);
  }

  /** The owner removes it in the instant in which a request that starts from it is admitted. */
  @Test
  void remove_whileARequestIsAdmitted_waitsAndFindsItInUse() throws Exception {
    Upload upload = added(now.plusSeconds(60));
    var both =
        Overlap.of(database, stores -> use(stores, upload), stores -> remove(stores, upload));
    assertThat(both.second()).isEqualTo(Removal.IN_USE);
    assertThat(usedBy(both.first().orElseThrow(), upload)).contains(PNG);
  }

  @Test
  void keep_whileItIsRemoved_waitsAndFindsItGone() throws Exception {
    Upload upload = added(now.plusSeconds(60));
    var both =
        Overlap.of(database, stores -> remove(stores, upload), stores -> use(stores, upload));
    assertThat(both.first()).isEqualTo(Removal.REMOVED);
    assertThat(both.second()).isEmpty();
  }

  @Test
  void removeExpired_whileARequestIsAdmitted_waitsAndLeavesIt() throws Exception {
    Upload upload = added(now.plusSeconds(60));
    var both =
        Overlap.of(
            database,
            stores -> use(stores, upload),
            stores -> stores.uploads().removeExpired(now.plusSeconds(60)));
    assertThat(usedBy(both.first().orElseThrow(), upload)).contains(PNG);
  }

  @Test
  void keep_whatIsSomebodyElsesOrHasExpired_isRefused() {
    Upload upload = added(now.plusSeconds(60));
    assertThat(keep(stranger, upload, now)).isFalse();
    assertThat(keep(owner, upload, now.plusSeconds(60))).isFalse();
    assertThat(keep(owner, upload, now)).isTrue();
  }

  @Test
  void removeExpired_takesAwayWhatHasExpired_andNothingElse() {
    Upload early = added(now.plusSeconds(60));
    Upload late = added(now.plusSeconds(120));
    removeExpired(now.plusSeconds(60));
    assertThat(find(owner, early, now)).isEmpty();
    assertThat(find(owner, late, now)).contains(late);
  }

  private Upload added(Instant expiresAt) {
    var upload =
        new Upload(
            UUID.randomUUID(), now, expiresAt, 8, 16, HASH, HASH, "1", "{\"secret detail\": 1}");
    database.inTransaction(stores -> {
      stores.uploads().add(owner, upload, PNG);
      return upload;
    });
    return upload;
  }

  private UUID using(Upload upload) {
    return database.inTransaction(stores -> use(stores, upload)).orElseThrow();
  }

  /** As the server does it. */
  private Optional<UUID> use(Stores stores, Upload upload) {
    if (!stores.uploads().keep(owner, upload.id(), now)) {
      return Optional.empty();
    }
    UUID id = UUID.randomUUID();
    var order = new OutgoingOrder(id, "k", new byte[1], new byte[64], now.plusSeconds(60));
    var generation = new NewGeneration(id, owner, Optional.empty(), "cartoon");
    stores.generations().admit(generation, "{}", HASH, order, now);
    stores.uploads().use(upload.id(), id);
    return Optional.of(id);
  }

  private Removal remove(Stores stores, Upload upload) {
    return stores.uploads().remove(owner, upload.id(), now);
  }

  private static boolean keep(Account account, Upload upload, Instant at) {
    return database.inTransaction(stores -> stores.uploads().keep(account, upload.id(), at));
  }

  private static Optional<Upload> find(Account account, Upload upload, Instant at) {
    return database.inTransaction(stores -> stores.uploads().find(account, upload.id(), at));
  }

  private static Optional<byte[]> picture(Account account, Upload upload, Instant at) {
    return database.inTransaction(stores -> stores.uploads().picture(account, upload.id(), at));
  }

  private static Optional<byte[]> usedBy(UUID generation, Upload upload) {
    return database.inTransaction(stores -> stores.uploads().usedBy(generation, upload.id()));
  }

  private List<Upload> all(Account account) {
    return database.inTransaction(stores -> stores.uploads().all(account, now));
  }

  private Removal remove(Account account, Upload upload) {
    return database.inTransaction(stores -> stores.uploads().remove(account, upload.id(), now));
  }

  private static void removeExpired(Instant at) {
    int removed = database.inTransaction(stores -> stores.uploads().removeExpired(at));
    assertThat(removed).isNotNegative();
  }

  private Account account(String name) {
    String subject = name + UUID.randomUUID();
    return database.inTransaction(stores -> stores.accounts().seen(subject, name, now));
  }
}
