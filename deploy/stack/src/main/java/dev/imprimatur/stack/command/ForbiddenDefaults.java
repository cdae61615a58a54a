package dev.imprimatur.stack.command;

import dev.imprimatur.policy.bundle.InvalidBundleException;
import dev.imprimatur.policy.bundle.PolicyBundle;
import dev.imprimatur.policy.decision.Decision;
import dev.imprimatur.policy.decision.ModelReference;
import dev.imprimatur.policy.decision.Phase;
import dev.imprimatur.policy.decision.PolicyRequest;
import dev.imprimatur.policy.decision.Principal;
import dev.imprimatur.policy.decision.RewritingChoice;
import dev.imprimatur.policy.decision.StartKind;
import dev.imprimatur.policy.prompt.PromptNormaliser;
import dev.imprimatur.stack.model.ModelCard;
import java.nio.file.Path;
import java.util.Optional;
import java.util.Set;

/**
 * Whether a model's default settings are more than a policy bundle permits: then everybody who
 * leaves them open is refused.
 */
final class ForbiddenDefaults {
  private static final String HARMLESS = "a tree on a hill";

  private ForbiddenDefaults() {}

  /** Why a harmless request with the defaults is refused, if it is. */
  static Optional<String> of(ModelCard card, Path bundle) {
    try {
      return switch (PolicyBundle.load(bundle).decide(request(card))) {
        case Decision.Allowed ignored -> Optional.empty();
        case Decision.Denied denied ->
            Optional.of(
                "%s (%s, by the bundle in %s)".formatted(denied.message(), denied.code(), bundle));
      };
    } catch (InvalidBundleException e) {
      return Optional.of("The bundle in " + bundle + " cannot be used.");
    }
  }

  private static PolicyRequest request(ModelCard card) {
    var normaliser = new PromptNormaliser();
    return new PolicyRequest(
        new Principal("nobody", Set.of("api-team", "portal-user")),
        new ModelReference(card.id(), card.licence()),
        normaliser.normalise(HARMLESS),
        normaliser.normalise(""),
        card.defaults().width(),
        card.defaults().height(),
        card.defaults().steps(),
        1,
        card.defaults().guidanceScale(),
        StartKind.NOISE,
        Phase.ORIGINAL,
        RewritingChoice.ACCEPT,
        Optional.empty());
  }
}
