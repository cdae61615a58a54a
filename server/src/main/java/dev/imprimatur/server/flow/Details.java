package dev.imprimatur.server.flow;

import dev.imprimatur.contract.CheckOrder;
import dev.imprimatur.contract.OwnCheckerOrder;
import dev.imprimatur.policy.bundle.PolicyBundle;
import dev.imprimatur.policy.coverage.ClauseVerdict;
import dev.imprimatur.policy.decision.Decision;
import dev.imprimatur.policy.decision.Obligation;
import dev.imprimatur.policy.decision.Tenant;
import dev.imprimatur.policy.licence.Licence;
import dev.imprimatur.policy.rewriting.Rewriting;
import dev.imprimatur.policy.signal.Scores;
import dev.imprimatur.policy.signal.Signal;
import dev.imprimatur.server.flow.DecisionDetail.FindingDetail;
import dev.imprimatur.server.flow.DecisionDetail.ObligationDetail;
import dev.imprimatur.server.flow.DecisionDetail.PolicyDetail;
import dev.imprimatur.server.flow.DecisionDetail.ScoreDetail;
import dev.imprimatur.server.flow.DecisionDetail.ScoresDetail;
import dev.imprimatur.server.flow.DecisionDetail.SignalDetail;
import dev.imprimatur.server.flow.GenerationDetail.AskedDetail;
import dev.imprimatur.server.flow.GenerationDetail.Denial;
import dev.imprimatur.server.flow.GenerationDetail.RewritingDetail;
import dev.imprimatur.server.flow.LicenceDetail.ClauseDetail;
import java.util.List;
import java.util.Locale;
import java.util.Set;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/** Writes down how far a request came. */
final class Details {
  private Details() {}

  /** Of a request that was admitted. */
  static GenerationDetail of(Signed signed) {
    PermittedAgain permitted = signed.permitted();
    return detail(
        permitted.normalised(),
        decision(permitted.rewritten().permitted().decision(), permitted.obligations()),
        rewriting(permitted.rewritten().permitted(), permitted.rewritten().rewriting()),
        signed.order().checks(),
        signed.order().ownChecker().orElse(null),
        null);
  }

  /** Of a request that was refused, before or after it was rewritten. */
  static GenerationDetail of(
      Normalised normalised, Decision.Denied decision, @Nullable Rewritten rewritten) {
    return detail(
        normalised,
        decision(decision, List.of()),
        rewritten == null ? null : rewriting(rewritten.permitted(), rewritten.rewriting()),
        List.of(),
        null,
        new Denial(decision.code(), decision.message(), decision.categories()));
  }

  private static GenerationDetail detail(
      Normalised normalised,
      DecisionDetail decision,
      @Nullable RewritingDetail rewriting,
      List<CheckOrder> checks,
      @Nullable OwnCheckerOrder ownChecker,
      @Nullable Denial denial) {
    GenerationRequest request = normalised.request();
    Settings settings = request.settings();
    return new GenerationDetail(
        request.model().id(),
        request.model().title(),
        request.model().hash(),
        licence(normalised.licensed(), decision),
        asked(request),
        request.prompt(),
        normalised.prompt().text(),
        normalised.negativePrompt().text(),
        weights(normalised),
        request
            .start()
            .map(start -> StartDetail.of(start, review(normalised.bundle())))
            .orElse(null),
        settings.width(),
        settings.height(),
        settings.steps(),
        settings.guidanceScale(),
        settings.sampler().wireName(),
        settings.seed(),
        settings.count(),
        normalised.prompt().changes(),
        decision,
        rewriting,
        checks,
        ownChecker,
        List.of(),
        denial,
        null,
        null,
        List.of(),
        null,
        null);
  }

  private static List<CheckOrder> review(PolicyBundle bundle) {
    return bundle.uploads().stream()
        .flatMap(rule -> rule.review().entrySet().stream())
        .map(check -> new CheckOrder(check.getKey(), check.getValue()))
        .toList();
  }

  private static @Nullable WeightsDetail weights(Normalised normalised) {
    return normalised.request().weights()
        ? new WeightsDetail(normalised.prompt().weights(), normalised.negativePrompt().weights())
        : null;
  }

  private static AskedDetail asked(GenerationRequest request) {
    return new AskedDetail(
        request.caller().roles().stream().sorted().toList(),
        request.caller().tenant().map(Tenant::id).orElse(null),
        lowerCase(request.choice()),
        request.justification().orElse(null),
        request.preset().orElse(null));
  }

  private static LicenceDetail licence(Licensed licensed, DecisionDetail decision) {
    Licence licence = licensed.licence();
    Set<String> refusing =
        decision.policies().stream()
            .filter(policy -> policy.effect().equals("forbid"))
            .map(PolicyDetail::id)
            .collect(Collectors.toSet());
    Set<String> obliging =
        decision.obligations().stream()
            .map(obligation -> obligation.policy().id())
            .collect(Collectors.toSet());
    return new LicenceDetail(
        licence.id(),
        licence.version(),
        licence.sha256(),
        licensed.acceptance().acceptedAt(),
        ClauseVerdict.of(
                licensed.bundle(),
                licensed.request().caller().tenant(),
                licence,
                refusing,
                obliging)
            .stream()
            .map(ClauseDetail::of)
            .toList());
  }

  private static DecisionDetail decision(Decision decision, List<Obligation> obligations) {
    String effect =
        switch (decision) {
          case Decision.Allowed ignored -> "permit";
          case Decision.Denied ignored -> "forbid";
        };
    return new DecisionDetail(
        effect,
        decision.bundleVersion(),
        decision.bundleHash(),
        decision.policies().stream().map(PolicyDetail::of).toList(),
        decision.signals().stream().map(Details::signal).toList(),
        scores(decision.seen().scores()),
        decision.seen().writing(),
        obligations.stream()
            .map(each -> new ObligationDetail(each.kind().id(), PolicyDetail.of(each.policy())))
            .toList());
  }

  private static ScoresDetail scores(Scores scores) {
    return new ScoresDetail(
        scores.name(),
        scores.version(),
        scores.hash(),
        rounded(scores.unsafe()),
        scores.categories().stream()
            .map(score ->
                new ScoreDetail(
                    score.category().id(), rounded(score.probability()), lowerCase(score.level())))
            .toList());
  }

  private static double rounded(double probability) {
    return Math.round(probability * 10_000) / 10_000.0;
  }

  private static SignalDetail signal(Signal signal) {
    return new SignalDetail(
        signal.name(),
        signal.version(),
        signal.hash(),
        signal.source().id(),
        signal.categories(),
        signal.findings().stream()
            .map(found ->
                new FindingDetail(
                    found.start(),
                    found.end(),
                    found.label(),
                    lowerCase(found.severity()),
                    found.entry()))
            .toList());
  }

  private static RewritingDetail rewriting(Permitted permitted, Rewriting rewriting) {
    GenerationRequest request = permitted.normalised().request();
    return new RewritingDetail(
        permitted.overridesDeclining() ? "required" : lowerCase(request.choice()),
        request.justification().orElse(null),
        rewriting.changed(),
        rewriting.targetVersion(),
        rewriting.images(),
        rewriting.reasons());
  }

  private static String lowerCase(Enum<?> value) {
    return value.name().toLowerCase(Locale.ROOT);
  }
}
