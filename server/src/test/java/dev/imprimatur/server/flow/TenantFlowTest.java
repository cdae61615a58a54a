package dev.imprimatur.server.flow;

import static dev.imprimatur.server.flow.FlowFixture.HARMLESS;
import static org.assertj.core.api.Assertions.assertThat;

import dev.imprimatur.db.generation.Generation;
import dev.imprimatur.db.generation.GenerationState;
import dev.imprimatur.db.receipt.Receipt;
import dev.imprimatur.db.receipt.ReceiptVerdict;
import dev.imprimatur.db.receipt.ReceiptVerifier;
import dev.imprimatur.policy.decision.Tenant;
import dev.imprimatur.server.http.Json;
import dev.imprimatur.server.identity.Caller;
import java.util.HashMap;
import java.util.Map;
import java.util.Optional;
import java.util.UUID;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;

/** Requests of a tenant's users on the default bundle, and what is kept of them. */
class TenantFlowTest {
  private static final Optional<Tenant> SCHOOLS = Optional.of(new Tenant("schools"));
  private static final String WEAPON = "a cartoon pistol on a table";

  private static FlowFixture fixture;
  private static int users;

  @BeforeAll
  static void start() throws Exception {
    fixture = new FlowFixture();
  }

  @AfterAll
  static void stop() throws Exception {
    fixture.close();
  }

  @Test
  void submit_whatTheTenantForbids_isRefusedForItsUsersAlone() {
    var refused = (Submission.Denied) fixture.flow.submit(fixture.request(pupil(), WEAPON));
    assertThat(refused.decision().code()).isEqualTo("tenant_weapons");
    assertThat(refused.decision().policies())
        .extracting(policy -> policy.id())
        .containsExactly("schools/no-weapons");
    for (Caller other : new Caller[] {fixture.licensed("free"), of("studio")}) {
      assertThat(fixture.flow.submit(fixture.request(other, WEAPON)))
          .isInstanceOf(Submission.Queued.class);
    }
  }

  @Test
  void submit_refusal_isRecordedWithTheTenant() {
    var refused = (Submission.Denied) fixture.flow.submit(fixture.request(pupil(), WEAPON));
    assertThat(fixture.generation(refused.id()).tenant()).contains("schools");
    Map<String, String> evidence = evidence(refused.id());
    assertThat(evidence)
        .containsEntry("tenant", "schools")
        .containsEntry("policyHash", fixture.bundle.hash());
    assertThat(evidence.get("decision")).contains("schools/no-weapons");
    assertThat(detail(refused.id()).tenant()).contains("schools");
  }

  @Test
  void submit_ofNoTenant_isRecordedWithoutOne() {
    UUID id = fixture.queued(fixture.licensed("nobody's"), "a cat");
    fixture.flow.receive(fixture.answer(id, HARMLESS, false));
    assertThat(fixture.generation(id).tenant()).isEmpty();
    assertThat(evidence(id)).doesNotContainKey("tenant");
    assertThat(detail(id).tenant()).isEmpty();
  }

  /** Schools look at every picture by thresholds of their own under the obligation. */
  @Test
  void receive_scoreThatPassesElsewhere_isQuarantinedForTheTenant() {
    var scores = new HashMap<>(HARMLESS);
    scores.put("porn", 0.35);
    UUID strict = fixture.queued(pupil(), "a cat on a roof");
    assertThat(fixture.order(strict).checks().getFirst().thresholds())
        .isEqualTo(fixture.bundle.stricterImageThresholds(SCHOOLS).get("nsfw"));
    fixture.flow.receive(fixture.answer(strict, scores, false));
    assertThat(fixture.generation(strict).state()).isEqualTo(GenerationState.QUARANTINED);
    assertThat(evidence(strict)).containsEntry("tenant", "schools");

    UUID usual = fixture.queued(of("studio"), "a cat on a roof");
    fixture.flow.receive(fixture.answer(usual, scores, false));
    assertThat(fixture.generation(usual).state()).isEqualTo(GenerationState.RELEASED);
  }

  @Test
  void recordedRequest_ofATenant_isDecidedUnderItsRulesAgain() {
    var refused = (Submission.Denied) fixture.flow.submit(fixture.request(pupil(), WEAPON));
    Generation generation = fixture.generation(refused.id());
    assertThat(RecordedRequest.of(generation).request().principal().tenant()).isEqualTo(SCHOOLS);
  }

  @Test
  void decided_isToldWithTheTenant() {
    var told = new java.util.concurrent.atomic.AtomicReference<LiveDecision>();
    fixture.decisions = told::set;
    fixture.queued(pupil(), "a dog on a lawn");
    fixture.decisions = decision -> {};
    assertThat(told.get().request().principal().tenant()).isEqualTo(SCHOOLS);
    assertThat(told.get().ruling().obligations()).containsExactly("stricter-images");
  }

  private static GenerationDetail detail(UUID id) {
    return Json.read(fixture.generation(id).detail(), GenerationDetail.class);
  }

  private static Map<String, String> evidence(UUID id) {
    Receipt receipt =
        fixture
            .database
            .<Optional<Receipt>>inTransaction(stores -> stores.generations().receipt(id))
            .orElseThrow();
    return ((ReceiptVerdict.Genuine)
            ReceiptVerifier.verify(receipt.text(), fixture.database.signer.verifierKey()))
        .fields();
  }

  private static Caller pupil() {
    return of("schools");
  }

  private static Caller of(String tenant) {
    return fixture.licensed("member " + users++, tenant);
  }
}
