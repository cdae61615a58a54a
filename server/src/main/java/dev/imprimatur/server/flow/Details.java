package dev.imprimatur.server.flow;

import dev.imprimatur.contract.CheckOrder;
import dev.imprimatur.policy.coverage.ClauseVerdict;
import dev.imprimatur.policy.decision.Decision;
import dev.imprimatur.policy.licence.Licence;
import dev.imprimatur.policy.rewriting.Rewriting;
import dev.imprimatur.policy.signal.Signal;
import dev.imprimatur.server.flow.GenerationDetail.ClauseDetail;
import dev.imprimatur.server.flow.GenerationDetail.DecisionDetail;
import dev.imprimatur.server.flow.GenerationDetail.Denial;
import dev.imprimatur.server.flow.GenerationDetail.FindingDetail;
import dev.imprimatur.server.flow.GenerationDetail.LicenceDetail;
import dev.imprimatur.server.flow.GenerationDetail.PolicyDetail;
import dev.imprimatur.server.flow.GenerationDetail.RewritingDetail;
import dev.imprimatur.server.flow.GenerationDetail.SignalDetail;
import java.util.List;
import java.util.Locale;
import org.jspecify.annotations.Nullable;

/** Writes down how far a request came. */
final class Details {
  private Details() {}

  /** Of a request that was admitted. */
  static GenerationDetail of(Signed signed) {
    PermittedAgain permitted = signed.permitted();
    return detail(
        permitted.normalised(),
        permitted.rewritten().permitted().decision(),
        permitted.rewritten().rewriting(),
        signed.order().checks(),
        null);
  }

  /** Of a request that was refused, before or after it was rewritten. */
  static GenerationDetail of(
      Normalised normalised, Decision.Denied decision, @Nullable Rewriting rewriting) {
    return detail(
        normalised,
        decision,
        rewriting,
        List.of(),
        new Denial(decision.code(), decision.message(), decision.categories()));
  }

  private static GenerationDetail detail(
      Normalised normalised,
      Decision decision,
      @Nullable Rewriting rewriting,
      List<CheckOrder> checks,
      @Nullable Denial denial) {
    GenerationRequest request = normalised.request();
    Settings settings = request.settings();
    return new GenerationDetail(
        request.model().id(),
        request.model().title(),
        request.model().hash(),
        licence(normalised.licensed(), decision),
        request.prompt(),
        normalised.prompt().text(),
        normalised.negativePrompt().text(),
        settings.width(),
        settings.height(),
        settings.steps(),
        settings.guidanceScale(),
        settings.sampler().wireName(),
        settings.seed(),
        settings.count(),
        normalised.prompt().changes(),
        decision(decision),
        rewriting == null ? null : rewriting(request, rewriting),
        checks,
        List.of(),
        denial,
        null,
        List.of(),
        null,
        null);
  }

  private static LicenceDetail licence(Licensed licensed, Decision decision) {
    Licence licence = licensed.licence();
    return new LicenceDetail(
        licence.id(),
        licence.version(),
        licence.sha256(),
        licensed.acceptance().acceptedAt(),
        ClauseVerdict.of(licensed.bundle(), licence, decision).stream()
            .map(ClauseDetail::of)
            .toList());
  }

  private static DecisionDetail decision(Decision decision) {
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
        decision.signals().stream().map(Details::signal).toList());
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

  private static RewritingDetail rewriting(GenerationRequest request, Rewriting rewriting) {
    return new RewritingDetail(
        lowerCase(request.choice()),
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
