package dev.imprimatur.server.policy;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.imprimatur.db.TestDatabase;
import dev.imprimatur.db.policy.Activation;
import dev.imprimatur.db.policy.BundleState;
import dev.imprimatur.db.policy.StoredBundle;
import dev.imprimatur.policy.bundle.BundleArchive;
import dev.imprimatur.policy.bundle.BundleFiles;
import dev.imprimatur.policy.bundle.PolicyBundle;
import dev.imprimatur.policy.release.SigningKey;
import dev.imprimatur.server.identity.Caller;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.security.KeyPairGenerator;
import java.sql.Connection;
import java.time.Clock;
import java.time.Instant;
import java.time.ZoneId;
import java.time.ZoneOffset;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalInt;
import java.util.Set;
import java.util.TreeMap;
import java.util.UUID;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** Bundles on their way into force, and each way in which one must not get there. */
class PolicyAdministrationTest {
  private static final Path FOLDER = Path.of("../policies/default");
  private static final Caller AUTHOR = new Caller("subject-1", "author", Set.of("policy-author"));
  private static final Caller OFFICER =
      new Caller("subject-2", "officer", Set.of("compliance-officer"));

  private final TestClock clock = new TestClock();
  private static TestDatabase database;
  private SigningKey key;
  private PolicyAdministration policies;

  @BeforeAll
  static void open() throws Exception {
    database = new TestDatabase();
  }

  @AfterAll
  static void close() throws Exception {
    database.close();
  }

  @BeforeEach
  void begin() throws Exception {
    try (Connection connection = database.owner();
        var statement = connection.createStatement()) {
      statement.execute("truncate policy_activation, policy_step, policy_bundle cascade");
    }
    key = new SigningKey(KeyPairGenerator.getInstance("Ed25519").generateKeyPair());
    policies = administration(key);
  }

  @Test
  void activate_approvedVersion_decidesFromThenOn() throws Exception {
    String before = policies.active().get().version();
    StoredBundle version = approved("40");
    assertThat(policies.active().get().version()).isEqualTo(before);
    done(activate(version, Optional.empty()));
    assertThat(policies.active().get().version()).isEqualTo(version.name() + " (number 1)");
    assertThat(policies.active().get().hash()).isEqualTo(version.manifestHash());
  }

  @Test
  void start_activatedVersion_isInForceAgain() throws Exception {
    done(activate(approved("40"), Optional.empty()));
    PolicyAdministration restarted = administration(key);
    restarted.watch().start();
    assertThat(restarted.active().get().hash()).isEqualTo(policies.active().get().hash());
  }

  @Test
  void activate_later_takesEffectAtItsTime() throws Exception {
    String before = policies.active().get().hash();
    StoredBundle version = approved("40");
    done(activate(version, Optional.of(clock.instant().plusSeconds(60))));
    clock.pass(59);
    policies.watch().refresh();
    assertThat(policies.active().get().hash()).isEqualTo(before);
    clock.pass(1);
    policies.watch().refresh();
    assertThat(policies.active().get().hash()).isEqualTo(version.manifestHash());
  }

  @Test
  void cancel_scheduledActivation_neverTakesEffect() throws Exception {
    String before = policies.active().get().hash();
    Activation later = done(activate(approved("40"), Optional.of(clock.instant().plusSeconds(60))));
    done(policies.activation().cancel(OFFICER, later.id(), "not yet"));
    clock.pass(120);
    policies.watch().refresh();
    assertThat(policies.active().get().hash()).isEqualTo(before);
  }

  @Test
  void activate_wrongTime_isRefused() throws Exception {
    StoredBundle version = approved("40");
    for (Instant at :
        List.of(
            clock.instant().minusSeconds(1),
            Instant.MAX,
            clock.instant().plusSeconds(40_000_000))) {
      assertThat(activate(version, Optional.of(at)))
          .isInstanceOfSatisfying(
              Outcome.Unfit.class, unfit -> assertThat(unfit.code()).isEqualTo("wrong_time"));
    }
  }

  @Test
  void rollBack_goesToTheVersionBefore_andToTheInstallationsBundle() throws Exception {
    String folder = policies.active().get().hash();
    StoredBundle first = approved("40");
    StoredBundle second = approved("30");
    done(activate(first, Optional.empty()));
    clock.pass(1);
    done(activate(second, Optional.empty()));
    clock.pass(1);
    assertThat(done(rollBack(OptionalInt.empty())).kind()).isEqualTo(Activation.Kind.ROLLBACK);
    assertThat(policies.active().get().hash()).isEqualTo(first.manifestHash());
    clock.pass(1);
    done(rollBack(OptionalInt.of(0)));
    assertThat(policies.active().get().hash()).isEqualTo(folder);
    assertThat(rollBack(OptionalInt.of(0))).isInstanceOf(Outcome.Unfit.class);
    assertThat(rollBack(OptionalInt.of(9))).isInstanceOf(Outcome.Unknown.class);
  }

  @Test
  void upload_brokenBundle_isRefusedAndNothingChanges() throws Exception {
    Outcome<StoredBundle> outcome =
        policies
            .lifecycle()
            .upload(
                AUTHOR, archive(Map.of("policies/limits.cedar", "forbid whatever;", "x.txt", "y")));
    assertThat(outcome)
        .isInstanceOfSatisfying(
            Outcome.Refused.class,
            refused -> assertThat(refused.why().toString()).contains("limits.cedar", "line"));
    assertThat(
            database.<List<StoredBundle>>inTransaction(stores -> stores.policyBundles().latest(10)))
        .isEmpty();
  }

  @Test
  void upload_noArchive_isRefused() {
    assertThat(policies.lifecycle().upload(AUTHOR, "no zip".getBytes(StandardCharsets.UTF_8)))
        .isInstanceOf(Outcome.Refused.class);
  }

  /** A model of the installation would be left without its licence. */
  @Test
  void submit_bundleWithoutAModelsLicence_isRefused() throws Exception {
    StoredBundle draft = uploaded("40");
    PolicyAdministration strict =
        PolicyAdministration.of(
            database,
            new ActiveBundle(PolicyBundle.load(FOLDER)),
            key,
            database.signer.verifierKey(),
            () -> List.of("imprimatur-cartoon-1", "another-licence"),
            FOLDER,
            clock);
    assertThat(strict.lifecycle().submit(AUTHOR, draft.id(), ""))
        .isInstanceOfSatisfying(
            Outcome.Refused.class,
            refused -> assertThat(refused.why().toString()).contains("another-licence"));
  }

  @Test
  void submit_failingTest_isRefusedWithExpectedAndActual() throws Exception {
    StoredBundle draft = uploaded("51");
    assertThat(policies.lifecycle().submit(AUTHOR, draft.id(), ""))
        .isInstanceOfSatisfying(
            Outcome.Refused.class,
            refused -> assertThat(refused.why()).isInstanceOf(Judged.Failing.class));
    assertThat(find(draft).state()).isEqualTo(BundleState.DRAFT);
  }

  @Test
  void submit_othersDraft_isRefused() throws Exception {
    assertThat(policies.lifecycle().submit(OFFICER, uploaded("40").id(), ""))
        .isEqualTo(new Outcome.Unfit<>("not_the_author", "Only its author submits a draft."));
  }

  @Test
  void approve_ownBundle_isRefused() throws Exception {
    StoredBundle submitted = submitted("40");
    assertThat(policies.lifecycle().approve(AUTHOR, submitted.id(), "mine"))
        .isInstanceOfSatisfying(
            Outcome.Unfit.class, unfit -> assertThat(unfit.code()).isEqualTo("own_bundle"));
    assertThat(find(submitted).state()).isEqualTo(BundleState.SUBMITTED);
  }

  @Test
  void activate_unapprovedBundle_isRefused() throws Exception {
    assertThat(activate(submitted("40"), Optional.empty()))
        .isInstanceOfSatisfying(
            Outcome.Unfit.class, unfit -> assertThat(unfit.code()).isEqualTo("not_approved"));
    assertThat(activate(rejected("40"), Optional.empty())).isInstanceOf(Outcome.Unfit.class);
  }

  /** Somebody with the database in hand puts other files under an approved version. */
  @Test
  void activate_versionWhoseFilesWereChanged_isUntrusted() throws Exception {
    StoredBundle version = approved("40");
    forge(
        "update policy_bundle set archive = ? where id = '" + version.id() + "'",
        archive(edited("99")));
    assertThat(activate(version, Optional.empty()))
        .isInstanceOfSatisfying(
            Outcome.Refused.class,
            refused ->
                assertThat(refused.why().toString())
                    .contains("Untrusted", "policies/limits.cedar is not the listed file"));
  }

  /** The activation was genuine; the files are changed before the next start. */
  @Test
  void start_versionWhoseFilesWereChanged_keepsTheOneBefore() throws Exception {
    StoredBundle first = approved("40");
    StoredBundle second = approved("30");
    done(activate(first, Optional.empty()));
    clock.pass(1);
    done(activate(second, Optional.empty()));
    forge(
        "update policy_bundle set archive = ? where id = '" + second.id() + "'",
        archive(edited("99")));
    PolicyAdministration restarted = administration(key);
    restarted.watch().start();
    assertThat(restarted.active().get().hash()).isEqualTo(first.manifestHash());
  }

  @Test
  void start_noGenuineVersion_stops() throws Exception {
    done(activate(approved("40"), Optional.empty()));
    PolicyAdministration stranger =
        administration(new SigningKey(KeyPairGenerator.getInstance("Ed25519").generateKeyPair()));
    assertThatThrownBy(() -> stranger.watch().start())
        .hasMessageContaining("no activated version of the policy bundle can be put in force");
  }

  /** Somebody with the database in hand sends everybody back to an old version. */
  @Test
  void refresh_activationThatIsNotInTheLog_changesNothing() throws Exception {
    StoredBundle first = approved("40");
    StoredBundle second = approved("30");
    Activation old = done(activate(first, Optional.empty()));
    clock.pass(1);
    done(activate(second, Optional.empty()));
    clock.pass(10);
    forge(
        "insert into policy_activation (id, number, kind, account_id, ordered_at, effective_at,"
            + " note, receipt) select gen_random_uuid(), number, kind, account_id, ordered_at,"
            + " effective_at + interval '5 seconds', note, receipt from policy_activation where id"
            + " = '"
            + old.id()
            + "'");
    policies.watch().refresh();
    assertThat(policies.active().get().hash()).isEqualTo(second.manifestHash());
  }

  @Test
  void views_tellStatesDifferencesTestsAndSignature() throws Exception {
    StoredBundle version = approved("40");
    var one = policies.views().one(version.id()).orElseThrow();
    assertThat(one.get("steps")).hasSize(3);
    assertThat(one.get("tests").get("failures")).isEmpty();
    assertThat(one.get("release").get("statement").asText())
        .contains("number 1\n", "manifest " + version.manifestHash());
    var diff = policies.views().diff(version.id(), Optional.empty()).orElseThrow();
    assertThat(diff.get("policies").get("changed").toString()).isEqualTo("[\"steps\"]");
    assertThat(diff.get("decisions")).isEmpty();
    assertThat(policies.views().all().get("bundles").get(0).get("inForce").asBoolean()).isFalse();
    done(activate(version, Optional.empty()));
    var all = policies.views().all();
    assertThat(all.get("active").get("number").asInt()).isEqualTo(1);
    assertThat(all.get("history")).hasSize(1);
    assertThat(all.get("bundles").get(0).get("inForce").asBoolean()).isTrue();
    assertThat(policies.views().one(UUID.randomUUID())).isEmpty();
  }

  private PolicyAdministration administration(SigningKey signing) throws Exception {
    return PolicyAdministration.of(
        database,
        new ActiveBundle(PolicyBundle.load(FOLDER)),
        signing,
        database.signer.verifierKey(),
        () -> List.of("imprimatur-cartoon-1"),
        FOLDER,
        clock);
  }

  /** The installation's bundle with a lower limit of steps; with a higher one its tests fail. */
  private static Map<String, String> edited(String steps) throws Exception {
    String limits =
        new String(
            BundleFiles.read(FOLDER).content("policies/limits.cedar").orElseThrow(),
            StandardCharsets.UTF_8);
    return Map.of(
        "policies/limits.cedar", limits.replace("context.steps > 50", "context.steps > " + steps));
  }

  private static byte[] archive(Map<String, String> changes) throws Exception {
    BundleFiles installation = BundleFiles.read(FOLDER);
    var files = new TreeMap<String, byte[]>();
    for (String name : installation.names()) {
      files.put(name, installation.content(name).orElseThrow());
    }
    changes.forEach((name, text) -> files.put(name, text.getBytes(StandardCharsets.UTF_8)));
    return BundleArchive.pack(BundleFiles.of(files));
  }

  private StoredBundle uploaded(String steps) throws Exception {
    return done(policies.lifecycle().upload(AUTHOR, archive(edited(steps))));
  }

  private StoredBundle submitted(String steps) throws Exception {
    return done(policies.lifecycle().submit(AUTHOR, uploaded(steps).id(), "please"));
  }

  private StoredBundle approved(String steps) throws Exception {
    return done(policies.lifecycle().approve(OFFICER, submitted(steps).id(), "looks right"));
  }

  private StoredBundle rejected(String steps) throws Exception {
    return done(policies.lifecycle().reject(OFFICER, submitted(steps).id(), "too strict"));
  }

  private Outcome<Activation> activate(StoredBundle bundle, Optional<Instant> at) {
    return policies.activation().activate(OFFICER, bundle.id(), at, "as decided");
  }

  private Outcome<Activation> rollBack(OptionalInt number) {
    return policies.activation().rollBack(OFFICER, number, "too lax");
  }

  private StoredBundle find(StoredBundle bundle) {
    return database
        .<Optional<StoredBundle>>inTransaction(stores -> stores.policyBundles().find(bundle.id()))
        .orElseThrow();
  }

  private static <T> T done(Outcome<T> outcome) {
    assertThat(outcome).isInstanceOf(Outcome.Done.class);
    return ((Outcome.Done<T>) outcome).value();
  }

  /** Changes rows as the tables' owner, who can switch their triggers off. */
  private void forge(String statement, byte[]... parameters) throws Exception {
    try (Connection connection = database.owner();
        var settings = connection.createStatement();
        var prepared = connection.prepareStatement(statement)) {
      settings.execute("set session_replication_role = replica");
      for (int at = 0; at < parameters.length; at++) {
        prepared.setBytes(at + 1, parameters[at]);
      }
      assertThat(prepared.executeUpdate()).isEqualTo(1);
    }
  }

  private static final class TestClock extends Clock {
    private Instant now = Instant.parse("2026-08-02T10:00:00Z");

    void pass(long seconds) {
      now = now.plusSeconds(seconds);
    }

    @Override
    public ZoneId getZone() {
      return ZoneOffset.UTC;
    }

    @Override
    public Clock withZone(ZoneId zone) {
      return this;
    }

    @Override
    public Instant instant() {
      return now;
    }
  }
}
