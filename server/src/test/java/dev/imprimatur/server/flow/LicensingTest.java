package dev.imprimatur.server.flow;

import static org.assertj.core.api.Assertions.assertThat;

import dev.imprimatur.db.licence.Agreement;
import dev.imprimatur.db.licence.Attestation;
import dev.imprimatur.policy.licence.Licence;
import dev.imprimatur.server.flow.LicenceDetail.ClauseDetail;
import dev.imprimatur.server.http.Json;
import dev.imprimatur.server.identity.Caller;
import dev.imprimatur.server.model.ModelCard;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import java.util.stream.Collectors;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;

/** Under which agreement and whose word requests are taken in, and what is kept of it. */
class LicensingTest {
  private static final Duration YEAR = Duration.ofDays(365);
  private static FlowFixture fixture;

  @BeforeAll
  static void start() throws Exception {
    fixture = new FlowFixture();
  }

  @AfterAll
  static void stop() throws Exception {
    fixture.close();
  }

  /** For another model, another version or another text, nothing was agreed to. */
  @Test
  void submit_otherwiseLicensedCaller_needsTheLicenceFirst() {
    Agreement needed = fixture.agreement();
    for (Agreement other :
        List.of(
            new Agreement("other", needed.licenceId(), needed.version(), needed.textSha256()),
            new Agreement(needed.model(), needed.licenceId(), "0.9", needed.textSha256()),
            new Agreement(needed.model(), needed.licenceId(), needed.version(), "0".repeat(64)))) {
      Caller caller = fixture.caller("a of " + other);
      fixture.accept(caller, other);
      assertThat(fixture.flow.submit(fixture.request(caller, "a cat")))
          .isInstanceOf(Submission.LicenceNeeded.class);
    }
  }

  @Test
  void submit_afterWithdrawal_needsTheLicenceAgain() {
    Caller caller = fixture.licensed("w");
    fixture.withdraw(caller);
    assertThat(fixture.flow.submit(fixture.request(caller, "a cat")))
        .isInstanceOf(Submission.LicenceNeeded.class);
    fixture.accept(caller, fixture.agreement());
    fixture.flow.cancel(fixture.queued(caller, "a cat"));
  }

  @Test
  void submit_permitted_keepsTheVerdictOnEachClause() {
    UUID id = fixture.queued(fixture.licensed("p"), "a cat");
    LicenceDetail licence = licence(id);
    assertThat(licence.acceptedAt()).isNotNull();
    Map<String, ClauseDetail> clauses = clauses(licence);
    assertThat(clauses.keySet())
        .isEqualTo(fixture.bundle.licence(licence.id()).orElseThrow().clauseNumbers());
    assertThat(clauses.get("R3").outcome()).isEqualTo("passed");
    assertThat(clauses.get("R2").imageChecks()).containsExactly("nsfw");
    fixture.flow.cancel(id);
  }

  @Test
  void submit_refused_keepsTheClauseThatRefused() {
    var denied =
        (Submission.Denied)
            fixture.flow.submit(fixture.request(fixture.licensed("r"), "a naked man"));
    ClauseDetail clause = clauses(licence(denied.id())).get("R2");
    assertThat(clause.outcome()).isEqualTo("refused");
    assertThat(clause.policies()).contains("no-sexual-content");
  }

  /**
   * Whether a licence's revenue threshold is kept no rule can tell; somebody must answer for it.
   */
  @Test
  void submit_unattestedLicence_isClosedUntilEverythingIsAttested() {
    Licence licence = fixture.bundle.licence("stability-ai-community").orElseThrow();
    Caller caller = fixture.caller("s");
    fixture.accept(
        caller, new Agreement("cartoon", licence.id(), licence.version(), licence.sha256()));
    GenerationRequest request = under(licence.id(), fixture.request(caller, "a cat"));
    var attested = new ArrayList<Attestation>();
    licence
        .operatorAttestations()
        .forEach((subject, needed) -> {
          assertThat(fixture.flow.submit(request))
              .isInstanceOfSatisfying(
                  Submission.LicenceClosed.class,
                  closed -> assertThat(closed.why()).contains("Stability", "S3"));
          attested.add(attest(subject, needed.statement()));
        });
    UUID id = ((Submission.Queued) fixture.flow.submit(request)).id();
    assertThat(clauses(licence(id)).get("S1").outcome()).isEqualTo("attested");
    fixture.flow.cancel(id);

    fixture.database.inTransaction(stores ->
        stores
            .attestations()
            .revoke(attested.getFirst().id(), attested.getFirst().by(), Instant.now(), "grown"));
    assertThat(fixture.flow.submit(request))
        .isInstanceOfSatisfying(
            Submission.LicenceClosed.class,
            closed -> assertThat(closed.why()).contains("clause S1 asks for"));
  }

  private static Attestation attest(String subject, String statement) {
    return fixture.database.inTransaction(stores ->
        stores
            .attestations()
            .attest(
                subject,
                statement,
                stores.accounts().seen("operator", "operator", Instant.now()),
                Instant.now(),
                YEAR,
                "the accounts of last year"));
  }

  private static GenerationRequest under(String licence, GenerationRequest request) {
    ModelCard card = request.model();
    return new GenerationRequest(
        request.caller(),
        new ModelCard(
            card.id(),
            card.title(),
            card.description(),
            card.family(),
            licence,
            card.hash(),
            card.safetyChecker(),
            card.defaults(),
            card.limits()),
        request.prompt(),
        request.negativePrompt(),
        request.preset(),
        request.weights(),
        java.util.Optional.empty(),
        request.settings(),
        request.choice(),
        request.justification());
  }

  private static LicenceDetail licence(UUID id) {
    return Json.read(fixture.generation(id).detail(), GenerationDetail.class).licence();
  }

  private static Map<String, ClauseDetail> clauses(LicenceDetail licence) {
    return licence.clauses().stream()
        .collect(Collectors.toMap(ClauseDetail::clause, clause -> clause));
  }
}
