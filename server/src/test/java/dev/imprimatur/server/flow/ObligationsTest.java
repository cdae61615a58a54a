package dev.imprimatur.server.flow;

import static dev.imprimatur.server.flow.FlowFixture.HARMLESS;
import static org.assertj.core.api.Assertions.assertThat;

import dev.imprimatur.db.account.Account;
import dev.imprimatur.db.generation.GenerationState;
import dev.imprimatur.db.receipt.ReceiptVerdict;
import dev.imprimatur.db.receipt.ReceiptVerifier;
import dev.imprimatur.policy.bundle.BundleFiles;
import dev.imprimatur.policy.bundle.PolicyBundle;
import dev.imprimatur.policy.decision.RewritingChoice;
import dev.imprimatur.server.http.Json;
import dev.imprimatur.server.identity.Caller;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.time.Instant;
import java.util.HashMap;
import java.util.Optional;
import java.util.Set;
import java.util.UUID;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;

/** What is done about requests that policy permits under obligations. */
class ObligationsTest {
  private static final String FOR_REVIEW =
      "passport of john miller with readable name and number, all numbers visible";
  private static final String UNREADABLE = "кошка на крыше";

  /** In force only here: the default bundle leaves declining to the user. */
  private static final String ALWAYS_REWRITE =
      """
      @id("always-rewrite")
      @licence("house-rules#H1")
      @obligation("rewriting")
      @message("Every prompt is rewritten here.")
      permit (principal, action == Action::"escalate", resource);
      """;

  private static FlowFixture fixture;

  @BeforeAll
  static void start() throws Exception {
    BundleFiles files = BundleFiles.read(Path.of("../policies/default"));
    var stricter = new HashMap<String, byte[]>();
    files.names().forEach(name -> stricter.put(name, files.content(name).orElseThrow()));
    stricter.put("policies/always-rewrite.cedar", ALWAYS_REWRITE.getBytes(StandardCharsets.UTF_8));
    fixture = new FlowFixture(PolicyBundle.check(BundleFiles.of(stricter)));
  }

  @AfterAll
  static void stop() throws Exception {
    fixture.close();
  }

  @Test
  void submit_readablePrompt_isCheckedByTheUsualThresholds() {
    UUID id = queued("a cat on a roof");
    assertThat(fixture.order(id).checks().getFirst().thresholds())
        .isEqualTo(fixture.bundle.contents().imageThresholds().get("nsfw"));
  }

  @Test
  void submit_unreadablePrompt_isCheckedByStricterThresholds() {
    UUID id = queued(UNREADABLE);
    assertThat(fixture.order(id).checks().getFirst().thresholds())
        .isEqualTo(fixture.bundle.contents().stricterImageThresholds().get("nsfw"));
    assertThat(detail(id).decision().obligations())
        .anySatisfy(obligation -> {
          assertThat(obligation.kind()).isEqualTo("stricter-images");
          assertThat(obligation.policy().id()).isEqualTo("unreadable");
        });
    assertThat(detail(id).decision().writing().language()).isNotEqualTo("en");
  }

  /** A score between both thresholds: fit for a readable prompt, not for this one. */
  @Test
  void receive_scoreBetweenTheThresholds_isQuarantinedForAnUnreadablePrompt() {
    UUID id = queued(UNREADABLE);
    var scores = new HashMap<>(HARMLESS);
    scores.put("porn", 0.5);
    fixture.flow.receive(fixture.answer(id, scores, false));
    assertThat(fixture.generation(id).state()).isEqualTo(GenerationState.QUARANTINED);
  }

  @Test
  void submit_declinedRewritingThatPolicyDemands_isRewrittenAndSaysSo() {
    GenerationRequest asked = fixture.request(licensed(), "a doctor");
    var declining =
        new GenerationRequest(
            asked.caller(),
            asked.model(),
            asked.prompt(),
            "",
            asked.preset(),
            asked.weights(),
            Optional.empty(),
            asked.settings(),
            RewritingChoice.DECLINE,
            Optional.of("I want exactly these words for my own reasons."));
    UUID id = ((Submission.Queued) fixture.flow.submit(declining)).id();
    assertThat(fixture.order(id).images().getFirst().prompt()).isNotEqualTo("a doctor");
    assertThat(detail(id).rewriting().choice()).isEqualTo("required");
    assertThat(detail(id).rewriting().changed()).isTrue();
  }

  @Test
  void receive_underReview_isHeldAndInTheLog() {
    UUID id = held();
    assertThat(fixture.moves).contains(GenerationState.IN_REVIEW);
    assertThat(fixture.image(id)).isEmpty();
    assertThat(detail(id).images().getFirst().state()).isEqualTo("held");
    String receipt =
        fixture
            .database
            .inTransaction(stores -> stores.reviews().holdingReceipt(id))
            .orElseThrow()
            .text();
    assertThat(ReceiptVerifier.verify(receipt, fixture.database.signer.verifierKey()))
        .isInstanceOfSatisfying(
            ReceiptVerdict.Genuine.class,
            genuine -> {
              assertThat(genuine.fields().get("pixelHashes"))
                  .contains(detail(id).images().getFirst().pixelHash());
              assertThat(genuine.fields().get("obligations")).contains("likely-personal-data");
            });
  }

  @Test
  void receive_underReviewButFlagged_isQuarantinedAtOnce() {
    UUID id = queued(FOR_REVIEW);
    var scores = new HashMap<>(HARMLESS);
    scores.put("porn", 0.9);
    fixture.flow.receive(fixture.answer(id, scores, true));
    assertThat(fixture.generation(id).state()).isEqualTo(GenerationState.QUARANTINED);
  }

  @Test
  void review_thatReleases_givesThePictureWithAReceiptThatNamesTheOfficer() {
    UUID id = held();
    Account officer = account("officer");
    assertThat(fixture.flow.review(id, officer, new ReviewDecision(Set.of(0), "a training card")))
        .isEqualTo(new Review.Decided(GenerationState.RELEASED));
    assertThat(fixture.image(id)).isPresent();
    assertThat(detail(id).images().getFirst().state()).isEqualTo("released");
    String receipt =
        fixture
            .database
            .inTransaction(stores -> stores.generations().receipt(id))
            .orElseThrow()
            .text();
    assertThat(ReceiptVerifier.verify(receipt, fixture.database.signer.verifierKey()))
        .isInstanceOfSatisfying(
            ReceiptVerdict.Genuine.class,
            genuine ->
                assertThat(genuine.fields().get("review"))
                    .contains(officer.pseudonym(), "a training card"));
  }

  @Test
  void review_thatWithholds_releasesNothing() {
    UUID id = held();
    assertThat(
            fixture.flow.review(
                id, account("officer"), new ReviewDecision(Set.of(), "a real document")))
        .isEqualTo(new Review.Decided(GenerationState.QUARANTINED));
    assertThat(fixture.image(id)).isEmpty();
    assertThat(detail(id).images().getFirst().state()).isEqualTo("withheld");
  }

  @Test
  void review_byTheOwner_isRefused() {
    UUID id = held();
    Account owner = fixture.generation(id).owner();
    assertThat(fixture.flow.review(id, owner, new ReviewDecision(Set.of(0), "it is mine")))
        .isEqualTo(new Review.OwnPictures());
    assertThat(fixture.generation(id).state()).isEqualTo(GenerationState.IN_REVIEW);
  }

  @Test
  void review_ofAPictureThatIsNotThere_changesNothing() {
    UUID id = held();
    assertThat(
            fixture.flow.review(
                id, account("officer"), new ReviewDecision(Set.of(0, 3), "both of them")))
        .isEqualTo(new Review.NoSuchPicture(3));
    assertThat(fixture.generation(id).state()).isEqualTo(GenerationState.IN_REVIEW);
  }

  @Test
  void cancel_underReview_endsIt() {
    UUID id = held();
    assertThat(fixture.flow.cancel(id)).isTrue();
    assertThat(
            fixture.flow.review(id, account("officer"), new ReviewDecision(Set.of(0), "too late")))
        .isEqualTo(new Review.NotHeld(GenerationState.CANCELLED));
    assertThat(fixture.image(id)).isEmpty();
  }

  private static UUID held() {
    UUID id = queued(FOR_REVIEW);
    fixture.flow.receive(fixture.answer(id, HARMLESS, false));
    assertThat(fixture.generation(id).state()).isEqualTo(GenerationState.IN_REVIEW);
    return id;
  }

  private static UUID queued(String prompt) {
    return fixture.queued(licensed(), prompt);
  }

  private static Caller licensed() {
    return fixture.licensed(UUID.randomUUID().toString());
  }

  private static Account account(String name) {
    String subject = name + UUID.randomUUID();
    return fixture.database.inTransaction(
        stores -> stores.accounts().seen(subject, name, Instant.now()));
  }

  private static GenerationDetail detail(UUID id) {
    return Json.read(fixture.generation(id).detail(), GenerationDetail.class);
  }
}
