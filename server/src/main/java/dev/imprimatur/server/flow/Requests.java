package dev.imprimatur.server.flow;

import dev.imprimatur.policy.decision.ModelReference;
import dev.imprimatur.policy.decision.Phase;
import dev.imprimatur.policy.decision.PolicyRequest;
import dev.imprimatur.policy.decision.Principal;
import dev.imprimatur.policy.prompt.NormalisedPrompt;

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
        phase,
        request.choice(),
        request.justification());
  }

  /** A request as it was made. */
  static PolicyRequest of(Normalised normalised) {
    return of(normalised, normalised.prompt(), Phase.ORIGINAL);
  }
}
