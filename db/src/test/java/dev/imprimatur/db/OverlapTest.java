package dev.imprimatur.db;

import static org.assertj.core.api.Assertions.assertThat;

import dev.imprimatur.db.account.Account;
import dev.imprimatur.db.generation.Conclusion;
import dev.imprimatur.db.generation.ConclusionOutcome;
import dev.imprimatur.db.generation.GenerationState;
import dev.imprimatur.db.generation.Holding;
import dev.imprimatur.db.generation.NewGeneration;
import dev.imprimatur.db.generation.NewImage;
import dev.imprimatur.db.generation.OutgoingOrder;
import dev.imprimatur.db.generation.ReviewOutcome;
import dev.imprimatur.db.generation.Verdict;
import dev.imprimatur.db.licence.Acceptance;
import dev.imprimatur.db.licence.Agreement;
import dev.imprimatur.db.policy.Activation;
import dev.imprimatur.db.policy.NewBundle;
import dev.imprimatur.db.policy.SignedStatement;
import dev.imprimatur.db.policy.StoredBundle;
import dev.imprimatur.db.receipt.RecordDraft;
import dev.imprimatur.db.shadow.ShadowRun;
import dev.imprimatur.db.upload.Upload;
import java.time.Duration;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.UUID;
import java.util.concurrent.CyclicBarrier;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.function.Function;
import java.util.stream.IntStream;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/**
 * The same wish twice at once, or two that exclude each other: one is done, the other is told so,
 * and neither fails. What transactions of the server read before they change it, these read too.
 */
class OverlapTest {
  private static final String HASH = "ab".repeat(32);
  private static final Agreement AGREEMENT = new Agreement("model", "licence", "1", HASH);
  private static TestDatabase database;
  private Account user;
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
    user = account();
    officer = account();
  }

  @Test
  void seen_twoFirstVisits_areOneAccount() throws Exception {
    String subject = UUID.randomUUID().toString();
    var both =
        twice(stores -> {
          Account account = stores.accounts().seen(subject, "name", now);
          stores.uploads().add(account, upload(), new byte[] {1});
          return account;
        });
    assertThat(both.second()).isEqualTo(both.first());
  }

  /** Without a pause between reading and writing that a test could use, so by many tries. */
  @Test
  void seen_manyFirstVisits_areOneAccountEach() throws Exception {
    int visitors = 8;
    try (ExecutorService executor = Executors.newFixedThreadPool(visitors)) {
      for (int round = 0; round < 100; round++) {
        String subject = UUID.randomUUID().toString();
        var together = new CyclicBarrier(visitors);
        List<Future<Account>> visits =
            IntStream.range(0, visitors)
                .mapToObj(visitor ->
                    executor.submit(() -> {
                      together.await();
                      return database.inTransaction(
                          stores -> stores.accounts().seen(subject, "name", now));
                    }))
                .toList();
        var accounts = new HashSet<Account>();
        for (Future<Account> visit : visits) {
          accounts.add(visit.get());
        }
        assertThat(accounts).hasSize(1);
      }
    }
  }

  /** Both make the account's key, and both secrets can be read afterwards. */
  @Test
  void seal_twoFirstSecrets_haveOneKey() throws Exception {
    UUID refused = UUID.randomUUID();
    Upload upload = upload();
    Overlap.of(
        database,
        stores ->
            stores
                .generations()
                .refuse(generation(refused, user), conclusion(GenerationState.DENIED)),
        stores -> {
          stores.uploads().add(user, upload, new byte[] {7});
          return upload;
        });
    assertThat(
            database.<Optional<byte[]>>inTransaction(
                stores -> stores.uploads().picture(user, upload.id(), now)))
        .contains(new byte[] {7});
    assertThat(
            database.<String>inTransaction(
                stores -> stores.generations().find(refused).orElseThrow().detail()))
        .isEqualTo("{}");
  }

  @Test
  void accept_theSameTwice_isOneAcceptance() throws Exception {
    Overlap<Acceptance, Acceptance> both =
        twice(stores -> stores.acceptances().accept(user, AGREEMENT, List.of(), now));
    assertThat(both.second()).isEqualTo(both.first());
  }

  @Test
  void withdraw_theSameTwice_withdrawsItOnce() throws Exception {
    database.inTransaction(stores -> stores.acceptances().accept(user, AGREEMENT, List.of(), now));
    Overlap<List<Acceptance>, List<Acceptance>> both =
        twice(stores -> stores.acceptances().withdraw(user, "model", "licence", now));
    assertThat(both.first()).hasSize(1);
    assertThat(both.second()).isEmpty();
  }

  @Test
  void decide_byTwoOfficers_countsTheFirst() throws Exception {
    UUID id = held();
    var both =
        Overlap.of(
            database,
            stores -> review(stores, id, officer, Set.of(), GenerationState.QUARANTINED),
            stores -> review(stores, id, account(), Set.of(0), GenerationState.RELEASED));
    assertThat(both.first()).isInstanceOf(ReviewOutcome.Decided.class);
    assertThat(both.second()).isEqualTo(new ReviewOutcome.NotHeld(GenerationState.QUARANTINED));
  }

  @Test
  void conclude_whileItIsCancelled_countsTheFirst() throws Exception {
    UUID id = held();
    Overlap<ConclusionOutcome, ConclusionOutcome> both =
        twice(stores -> {
          assertThat(stores.generations().find(id)).isPresent();
          return stores.generations().conclude(id, conclusion(GenerationState.CANCELLED));
        });
    assertThat(both.first()).isInstanceOf(ConclusionOutcome.Concluded.class);
    assertThat(both.second())
        .isEqualTo(new ConclusionOutcome.AlreadyFinal(GenerationState.CANCELLED));
  }

  /** A worker may answer before the sender of its order has noted that it was sent. */
  @Test
  void markSent_whileItsGenerationEnds_changesNothing() throws Exception {
    UUID id = admitted();
    var both =
        Overlap.of(
            database,
            stores -> stores.generations().conclude(id, conclusion(GenerationState.FAILED)),
            stores -> {
              stores.outbox().markSent(id, now);
              return true;
            });
    assertThat(both.first()).isInstanceOf(ConclusionOutcome.Concluded.class);
  }

  @Test
  void reject_theSameBundleTwice_isOneStep() throws Exception {
    UUID id = bundle();
    Overlap<Boolean, Boolean> both =
        twice(stores -> {
          assertThat(stores.policyBundles().find(id)).isPresent();
          return stores.policyBundles().reject(id, officer, now, "no");
        });
    assertThat(both).isEqualTo(new Overlap<>(true, false));
  }

  @Test
  void reject_whileItIsApproved_countsTheFirst() throws Exception {
    UUID id = bundle();
    var both =
        Overlap.of(
            database,
            stores -> approve(stores, id).isPresent(),
            stores -> {
              assertThat(stores.policyBundles().find(id)).isPresent();
              return stores.policyBundles().reject(id, officer, now, "no");
            });
    assertThat(both).isEqualTo(new Overlap<>(true, false));
  }

  @Test
  void approve_twoBundles_areTwoVersions() throws Exception {
    UUID one = bundle();
    UUID other = bundle();
    var both =
        Overlap.of(database, stores -> approve(stores, one), stores -> approve(stores, other));
    assertThat(both.second().orElseThrow().number().orElseThrow())
        .isEqualTo(both.first().orElseThrow().number().orElseThrow() + 1);
  }

  /** Both orders stand, in their order; the version is in force either way. */
  @Test
  void activate_theSameVersionTwice_isTwoOrders() throws Exception {
    Optional<StoredBundle> version = database.inTransaction(stores -> approve(stores, bundle()));
    Overlap<Activation, Activation> both =
        twice(stores ->
            stores.activations().order(version, Activation.Kind.ACTIVATION, officer, now, now, ""));
    assertThat(both.first().number()).isEqualTo(both.second().number());
    assertThat(both.first().id()).isNotEqualTo(both.second().id());
  }

  @Test
  void cancel_theSameActivationTwice_isDoneOnce() throws Exception {
    Optional<StoredBundle> version = database.inTransaction(stores -> approve(stores, bundle()));
    Instant later = now.plus(Duration.ofHours(1));
    UUID id =
        database
            .<Activation>inTransaction(stores ->
                stores
                    .activations()
                    .order(version, Activation.Kind.ACTIVATION, officer, now, later, ""))
            .id();
    Overlap<Boolean, Boolean> both =
        twice(stores -> {
          assertThat(stores.activations().scheduled(now)).isNotEmpty();
          return stores.activations().cancel(id, officer, now, "");
        });
    assertThat(both).isEqualTo(new Overlap<>(true, false));
  }

  @Test
  void revoke_theSameAttestationTwice_isDoneOnce() throws Exception {
    UUID id =
        database.inTransaction(stores ->
            stores
                .attestations()
                .attest("subject", "statement", officer, now, Duration.ofDays(1), "")
                .id());
    Overlap<Boolean, Boolean> both =
        twice(stores -> {
          assertThat(stores.attestations().latest(10)).isNotEmpty();
          return stores.attestations().revoke(id, officer, now, "");
        });
    assertThat(both).isEqualTo(new Overlap<>(true, false));
  }

  @Test
  void shadow_startedAndStoppedTwice_isOneRun() throws Exception {
    StoredBundle bundle =
        database.inTransaction(stores -> stores.policyBundles().find(bundle()).orElseThrow());
    Overlap<Optional<ShadowRun>, Optional<ShadowRun>> started =
        twice(stores -> stores.shadows().start(bundle, officer, now, ""));
    assertThat(started.first()).isPresent();
    assertThat(started.second()).isEmpty();
    Overlap<Optional<ShadowRun>, Optional<ShadowRun>> stopped =
        twice(stores -> {
          assertThat(stores.shadows().running()).isPresent();
          return stores.shadows().stop(officer, now, "");
        });
    assertThat(stopped.first()).isPresent();
    assertThat(stopped.second()).isEmpty();
  }

  private static <A> Overlap<A, A> twice(Function<Stores, A> work) throws Exception {
    return Overlap.of(database, work, work);
  }

  /** As the server does it: read first, then decide. */
  private ReviewOutcome review(
      Stores stores, UUID id, Account by, Set<Integer> released, GenerationState state) {
    assertThat(stores.generations().find(id)).isPresent();
    return stores.reviews().decide(id, new Verdict(by, released), conclusion(state));
  }

  private Optional<StoredBundle> approve(Stores stores, UUID id) {
    return stores
        .policyBundles()
        .approve(
            id,
            officer,
            now,
            "",
            number -> new SignedStatement("version " + number, "k", new byte[64]));
  }

  private UUID bundle() {
    return database.inTransaction(stores -> {
      StoredBundle draft =
          stores
              .policyBundles()
              .upload(new NewBundle("name", "manifest", HASH, new byte[] {1}), user, now);
      assertThat(stores.policyBundles().submit(draft.id(), user, now, "")).isTrue();
      return draft.id();
    });
  }

  private UUID held() {
    UUID id = admitted();
    var holding =
        new Holding(
            now,
            "{}",
            List.of(new NewImage(0, HASH, false, new byte[] {0})),
            RecordDraft.of("generation-held", Map.of("pixelHashes", HASH)));
    assertThat(database.<Optional<?>>inTransaction(stores -> stores.reviews().hold(id, holding)))
        .isPresent();
    return id;
  }

  private UUID admitted() {
    UUID id = UUID.randomUUID();
    return database.inTransaction(stores -> {
      var order = new OutgoingOrder(id, "k", new byte[1], new byte[64], now.plusSeconds(60));
      stores.generations().admit(generation(id, user), "{}", HASH, order, now);
      return id;
    });
  }

  private static NewGeneration generation(UUID id, Account owner) {
    return new NewGeneration(id, owner, Optional.empty(), "cartoon");
  }

  private Conclusion conclusion(GenerationState state) {
    return new Conclusion(
        state, now, "{}", List.of(), RecordDraft.of("generation", Map.of("state", "x")));
  }

  private Upload upload() {
    return new Upload(UUID.randomUUID(), now, now.plusSeconds(60), 8, 8, HASH, HASH, "1", "{}");
  }

  private Account account() {
    String subject = UUID.randomUUID().toString();
    return database.inTransaction(stores -> stores.accounts().seen(subject, "name", now));
  }
}
