package dev.imprimatur.server.flow;

import dev.imprimatur.policy.decision.ModelReference;
import dev.imprimatur.policy.decision.Phase;
import dev.imprimatur.policy.decision.PolicyRequest;
import dev.imprimatur.policy.decision.Principal;
import dev.imprimatur.policy.decision.StartKind;
import dev.imprimatur.policy.prompt.NormalisedPrompt;
import dev.imprimatur.policy.prompt.PromptNormaliser;
import dev.imprimatur.policy.prompt.WeightedReading;

/** Puts requests to the policies. */
final class Requests {
  private Requests() {}

  /** A request with one of its texts. */
  static PolicyRequest of(Normalised normalised, NormalisedPrompt text, Phase phase) {
    GenerationRequest request = normalised.request();
    Settings settings = request.settings();
    return new PolicyRequest(
        new Principal(
            normalised.licensed().account().pseudonym(),
            request.caller().roles(),
            request.caller().tenant()),
        new ModelReference(request.model().id(), request.model().licence()),
        text,
        normalised.negativePrompt(),
        settings.width(),
        settings.height(),
        settings.steps(),
        settings.count(),
        settings.guidanceScale(),
        kind(request),
        phase,
        request.choice(),
        request.justification());
  }

  private static StartKind kind(GenerationRequest request) {
    return request.start().map(start -> start.source().kind()).orElse(StartKind.NOISE);
  }

  /**
   * What was typed in its one form.
   *
   * @param weights whether brackets may weigh words; then the text was looked at before
   */
  static NormalisedPrompt read(PromptNormaliser normaliser, String typed, boolean weights) {
    if (!weights) {
      return normaliser.normalise(typed);
    }
    return switch (normaliser.normaliseWeighted(typed)) {
      case WeightedReading.Read(NormalisedPrompt prompt) -> prompt;
      case WeightedReading.Defective(String rule) ->
          throw new IllegalArgumentException("the prompt " + rule);
    };
  }

  /** A request as it was made. */
  static PolicyRequest of(Normalised normalised) {
    return of(normalised, normalised.prompt(), Phase.ORIGINAL);
  }
}
