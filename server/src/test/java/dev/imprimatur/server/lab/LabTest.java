package dev.imprimatur.server.lab;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.imprimatur.db.account.Account;
import dev.imprimatur.db.generation.Filter;
import dev.imprimatur.db.generation.GenerationState;
import dev.imprimatur.db.generation.Page;
import dev.imprimatur.db.policy.NewBundle;
import dev.imprimatur.db.policy.StoredBundle;
import dev.imprimatur.db.shadow.ShadowRun;
import dev.imprimatur.policy.bundle.BundleArchive;
import dev.imprimatur.policy.bundle.BundleFiles;
import dev.imprimatur.policy.bundle.PolicyBundle;
import dev.imprimatur.policy.explanation.Reader;
import dev.imprimatur.policy.rehearsal.Difference;
import dev.imprimatur.policy.release.SigningKey;
import dev.imprimatur.server.explanation.Answered;
import dev.imprimatur.server.explanation.Explanations;
import dev.imprimatur.server.flow.FlowFixture;
import dev.imprimatur.server.flow.LiveDecision;
import dev.imprimatur.server.flow.Submission;
import dev.imprimatur.server.identity.Caller;
import dev.imprimatur.server.policy.ActiveBundle;
import dev.imprimatur.server.policy.BundleShelf;
import dev.imprimatur.server.policy.PolicyAdministration;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.security.KeyPairGenerator;
import java.time.Clock;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeMap;
import java.util.UUID;
import java.util.concurrent.Executor;
import java.util.concurrent.atomic.AtomicReference;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** Shadow runs, replays and explanations on a real database with the real flow. */
class LabTest {
  private static final Path FOLDER = Path.of("../policies/default");
  private static final Caller AUTHOR = new Caller("subject-1", "author", Set.of("policy-author"));
  private static final Caller OFFICER =
      new Caller("subject-2", "officer", Set.of("compliance-officer"));
  private static final Caller STRANGER = new Caller("subject-3", "other", Set.of("policy-author"));
  private static final String DENY_ALL =
      """
      @id("nothing")
      @licence("house-rules#H1")
      @code("closed")
      @message("Nothing is drawn.")
      forbid (principal, action == Action::"generate", resource);
      """;

  private static FlowFixture fixture;
  private static int users;
  private BundleShelf shelf;
  private Shadow shadow;
  private ShadowOrders orders;
  private ShadowViews views;
  private Replays replays;

  @BeforeAll
  static void open() throws Exception {
    fixture = new FlowFixture();
  }

  @AfterAll
  static void close() throws Exception {
    fixture.close();
  }

  @BeforeEach
  void begin() throws Exception {
    shelf =
        PolicyAdministration.of(
                fixture.database,
                new ActiveBundle(fixture.bundle),
                new SigningKey(KeyPairGenerator.getInstance("Ed25519").generateKeyPair()),
                fixture.database.signer.verifierKey(),
                List::of,
                FOLDER,
                Clock.systemUTC())
            .shelf();
    shadow = new Shadow(fixture.database, shelf);
    orders = new ShadowOrders(fixture.database, shelf, shadow, Clock.systemUTC());
    views = new ShadowViews(fixture.database, shadow);
    replays = new Replays(fixture.database, shelf, Clock.systemUTC());
    fixture.decisions = shadow;
  }

  @AfterEach
  void stop() {
    orders.stop(OFFICER, "the end");
    shadow.close();
    fixture.decisions = decision -> {};
    var open =
        new Filter(
            Optional.empty(),
            Optional.empty(),
            Optional.empty(),
            Set.of(GenerationState.QUEUED),
            Optional.empty(),
            Optional.empty());
    fixture
        .database
        .<Page>inTransaction(stores -> stores.generations().page(open, Optional.empty(), 50))
        .items()
        .forEach(generation -> fixture.flow.cancel(generation.id()));
  }

  @Test
  void shadow_thatDeniesAll_changesNothingAndIsCounted() throws Exception {
    Thread thread = Thread.startVirtualThread(shadow);
    UUID run = started(OFFICER, denyAll());
    Caller caller = licensed();
    Submission drawn = fixture.flow.submit(fixture.request(caller, "a quiet lake at dawn"));
    Submission refused = fixture.flow.submit(fixture.request(caller, "elon musk on a boat"));
    assertThat(drawn).isInstanceOf(Submission.Queued.class);
    assertThat(((Submission.Denied) refused).decision().code()).isEqualTo("protected_person");
    awaitCount(run, "other-reason", 1);
    assertThat(counts(run).get("newly-blocked").asInt()).isEqualTo(1);
    JsonNode blocked =
        views
            .differences(run, Optional.of(Difference.NEWLY_BLOCKED), Long.MAX_VALUE)
            .get("items")
            .get(0);
    assertThat(blocked.get("generation").asText())
        .isEqualTo(((Submission.Queued) drawn).id().toString());
    assertThat(blocked.get("active").asText()).isEqualTo("allowed by generating-roles");
    assertThat(blocked.get("shadow").asText()).isEqualTo("denied (closed) by nothing");
    shadow.close();
    thread.join();
  }

  /** The files were damaged after the run began. */
  @Test
  void shadow_thatCannotBeUsed_isHarmlessAndTold() {
    StoredBundle broken = stored(new byte[] {1, 2, 3}, "cd".repeat(32));
    UUID run = started(OFFICER, broken);
    assertThat(fixture.flow.submit(fixture.request(licensed(), "a cat")))
        .isInstanceOf(Submission.Queued.class);
    assertThat(views.all().get("running").get("unusable").asBoolean()).isTrue();
    assertThat(counts(run).get("newly-blocked").asInt()).isZero();
  }

  /** Nobody takes decisions out of the queue here. */
  @Test
  void decided_fullQueue_dropsAndCounts() throws Exception {
    UUID run = started(OFFICER, denyAll());
    var decision = new AtomicReference<LiveDecision>();
    fixture.decisions = decision::set;
    fixture.queued(licensed(), "a dog");
    for (int i = 0; i < 300; i++) {
      shadow.decided(decision.get());
    }
    Thread thread = Thread.startVirtualThread(shadow);
    awaitCount(run, "dropped", 44);
    assertThat(counts(run).get("dropped").asInt()).isEqualTo(44);
    shadow.close();
    thread.join();
  }

  @Test
  void start_byOthers_isRefused() {
    StoredBundle bundle = denyAll();
    assertThat(orders.start(STRANGER, bundle.id(), "to see"))
        .isInstanceOfSatisfying(
            LabOutcome.Unfit.class, unfit -> assertThat(unfit.code()).isEqualTo("not_the_author"));
    started(AUTHOR, bundle);
    assertThat(orders.start(OFFICER, bundle.id(), "to see"))
        .isInstanceOfSatisfying(
            LabOutcome.Unfit.class, unfit -> assertThat(unfit.code()).isEqualTo("shadow_running"));
    assertThat(orders.stop(STRANGER, "not mine")).isInstanceOf(LabOutcome.Unfit.class);
    assertThat(orders.stop(AUTHOR, "seen enough")).isInstanceOf(LabOutcome.Done.class);
    assertThat(orders.stop(AUTHOR, "again")).isInstanceOf(LabOutcome.Unfit.class);
    assertThat(orders.start(AUTHOR, UUID.randomUUID(), "to see"))
        .isInstanceOf(LabOutcome.Unknown.class);
  }

  @Test
  void replay_ofRecordedRequests_tellsWhatWouldChange() {
    Instant since = Instant.now();
    Caller caller = licensed();
    UUID drawn = fixture.queued(caller, "a lighthouse at noon");
    fixture.flow.submit(fixture.request(caller, "elon musk on a boat"));
    Replay replay = replayed(AUTHOR, denyAll(), since, 100);
    JsonNode view = ReplayView.of(replay);
    assertThat(view.get("state").asText()).isEqualTo("DONE");
    assertThat(view.get("examined").asInt()).isEqualTo(2);
    assertThat(view.get("counts").get("newly-blocked").asInt()).isEqualTo(1);
    assertThat(view.get("counts").get("other-reason").asInt()).isEqualTo(1);
    JsonNode lines =
        ReplayView.lines(replay, Optional.of(Difference.NEWLY_BLOCKED), 0, false).get("items");
    assertThat(lines).hasSize(1);
    assertThat(lines.get(0).get("generation").asText()).isEqualTo(drawn.toString());
    assertThat(lines.get(0).get("owner").isNull()).isTrue();
    assertThat(lines.toString()).doesNotContain("lighthouse");
    assertThat(
            ReplayView.lines(replay, Optional.empty(), 0, true)
                .get("items")
                .get(0)
                .get("owner")
                .get("userName")
                .asText())
        .isEqualTo(caller.userName());
  }

  /** A draft that is stricter with schools must not seem so for others, nor looser for them. */
  @Test
  void replay_ofATenantsRequests_decidesEachUnderItsOwnRules() {
    Instant since = Instant.now();
    UUID pupils = fixture.queued(member("schools"), "a lighthouse at noon");
    fixture.queued(member("studio"), "a lighthouse at noon");
    fixture.queued(licensed(), "a lighthouse at noon");
    fixture.flow.submit(fixture.request(member("schools"), "a cartoon pistol on a table"));
    Replay replay =
        replayed(
            AUTHOR,
            stored(new TreeMap<>(Map.of("tenants/schools/terms/hate.txt", "high lighthouse\n"))),
            since,
            100);
    assertThat(replay.progress().counts())
        .isEqualTo(Map.of(Difference.NEWLY_BLOCKED, 1, Difference.NONE, 3));
    assertThat(replay.progress().lines())
        .extracting(ReplayLine::generation)
        .containsExactly(pupils);
  }

  @Test
  void explain_refusalByATenantsPolicy_namesItAndTheWord() {
    var denied =
        (Submission.Denied)
            fixture.flow.submit(
                fixture.request(member("schools"), "two friends with a glass of beer"));
    ObjectNode view = explained(denied.id());
    JsonNode policy = view.get("policies").get(0);
    assertThat(policy.get("id").asText()).isEqualTo("schools/no-alcohol");
    assertThat(policy.get("file").asText()).isEqualTo("tenants/schools/policies/classroom.cedar");
    assertThat(policy.get("licenceClause").isNull()).isTrue();
    assertThat(view.get("spans")).hasSize(1);
    assertThat(view.get("remedy").get("prompt").asText()).isEqualTo("two friends with a glass of");
  }

  @Test
  void replay_underTheSameBundle_changesNothing() {
    Instant since = Instant.now();
    fixture.queued(licensed(), "a doctor");
    fixture.flow.submit(fixture.request(licensed(), "a blood splatter on the wall"));
    Replay replay = replayed(OFFICER, stored(new TreeMap<>()), since, 100);
    assertThat(replay.progress().counts()).containsOnlyKeys(Difference.NONE);
    assertThat(replay.progress().examined()).isEqualTo(2);
  }

  @Test
  void replay_limit_readsNoMore() {
    Instant since = Instant.now();
    fixture.queued(licensed(), "a red house");
    fixture.queued(licensed(), "a blue house");
    assertThat(replayed(OFFICER, denyAll(), since, 1).progress().examined()).isEqualTo(1);
  }

  @Test
  void replay_cancelled_readsNothing() {
    StoredBundle bundle = denyAll();
    Replay replay = begun(OFFICER, bundle, Instant.now().minusSeconds(60), 10, task -> {});
    assertThat(replays.start(OFFICER, bundle.id(), query(Instant.now(), 10), Runnable::run))
        .isInstanceOfSatisfying(
            LabOutcome.Unfit.class, unfit -> assertThat(unfit.code()).isEqualTo("replay_running"));
    assertThat(replays.find(STRANGER, replay.order().id())).isEmpty();
    replay.cancel();
    replay.run();
    assertThat(replay.progress().state()).isEqualTo(Replay.State.CANCELLED);
    assertThat(replay.progress().examined()).isZero();
  }

  @Test
  void explain_recordedRefusal_namesPolicyAndRemedy() {
    var denied =
        (Submission.Denied) fixture.flow.submit(fixture.request(licensed(), "elon musk on a boat"));
    ObjectNode view = explained(denied.id());
    assertThat(view.get("bundle").get("available").asBoolean()).isTrue();
    assertThat(view.get("policies").get(0).get("file").asText())
        .isEqualTo("policies/persons.cedar");
    assertThat(view.get("remedy").get("kind").asText()).isEqualTo("change");
    assertThat(view.get("remedy").get("prompt").asText()).isEqualTo("on a boat");
  }

  @Test
  void explain_bundleThatIsGone_tellsWhatTheRecordSays() throws Exception {
    var denied =
        (Submission.Denied) fixture.flow.submit(fixture.request(licensed(), "elon musk on a boat"));
    var other =
        PolicyAdministration.of(
            fixture.database,
            new ActiveBundle(PolicyBundle.check(files("policies/closed.cedar", DENY_ALL))),
            new SigningKey(KeyPairGenerator.getInstance("Ed25519").generateKeyPair()),
            fixture.database.signer.verifierKey(),
            List::of,
            FOLDER,
            Clock.systemUTC());
    shelf = other.shelf();
    ObjectNode view = explained(denied.id());
    assertThat(view.get("bundle").get("available").asBoolean()).isFalse();
    assertThat(view.get("policies").get(0).get("id").asText()).isEqualTo("no-protected-persons");
    assertThat(view.get("remedy").get("kind").asText()).isEqualTo("unknown");
  }

  private ObjectNode explained(UUID id) {
    Answered answered = new Explanations(shelf).explain(fixture.generation(id), Reader.ASKER);
    return ((Answered.Explained) answered).view();
  }

  private Replay replayed(Caller caller, StoredBundle bundle, Instant since, int limit) {
    return begun(caller, bundle, since, limit, Runnable::run);
  }

  private Replay begun(
      Caller caller, StoredBundle bundle, Instant since, int limit, Executor executor) {
    return ((LabOutcome.Done<Replay>)
            replays.start(caller, bundle.id(), query(since, limit), executor))
        .value();
  }

  private static ReplayQuery query(Instant since, int limit) {
    return new ReplayQuery(since, limit, "to see");
  }

  private UUID started(Caller caller, StoredBundle bundle) {
    LabOutcome<ShadowRun> outcome = orders.start(caller, bundle.id(), "to see");
    assertThat(outcome).isInstanceOf(LabOutcome.Done.class);
    return ((LabOutcome.Done<ShadowRun>) outcome).value().id();
  }

  private void awaitCount(UUID run, String kind, int atLeast) throws InterruptedException {
    Instant patience = Instant.now().plusSeconds(30);
    while (counts(run).get(kind).asInt() < atLeast && Instant.now().isBefore(patience)) {
      Thread.sleep(50);
    }
    assertThat(counts(run).get(kind).asInt()).isGreaterThanOrEqualTo(atLeast);
  }

  private JsonNode counts(UUID run) {
    for (JsonNode each : views.all().get("runs")) {
      if (each.get("id").asText().equals(run.toString())) {
        return each.get("counts");
      }
    }
    throw new AssertionError("the run is not listed");
  }

  /** Each test's user is new, so that no limit of open requests is met. */
  private static Caller licensed() {
    return fixture.licensed("user " + users++);
  }

  private static Caller member(String tenant) {
    return fixture.licensed("user " + users++, tenant);
  }

  private static StoredBundle denyAll() {
    return stored(new TreeMap<>(Map.of("policies/closed.cedar", DENY_ALL)));
  }

  private static StoredBundle stored(TreeMap<String, String> additions) {
    try {
      BundleFiles files =
          additions.isEmpty()
              ? BundleFiles.read(FOLDER)
              : files(additions.firstKey(), additions.firstEntry().getValue());
      return stored(BundleArchive.pack(files), files.manifest().hash());
    } catch (IOException e) {
      throw new AssertionError(e);
    }
  }

  private static StoredBundle stored(byte[] archive, String hash) {
    return fixture.database.inTransaction(stores -> {
      Account author = stores.accounts().seen(AUTHOR.subject(), "author", Instant.now());
      return stores
          .policyBundles()
          .upload(new NewBundle("trial-1", "manifest", hash, archive), author, Instant.now());
    });
  }

  private static BundleFiles files(String name, String text) throws IOException {
    BundleFiles installation = BundleFiles.read(FOLDER);
    var files = new TreeMap<String, byte[]>();
    for (String each : installation.names()) {
      files.put(each, installation.content(each).orElseThrow());
    }
    files.put(name, text.getBytes(StandardCharsets.UTF_8));
    return BundleFiles.of(files);
  }
}
