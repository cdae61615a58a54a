package dev.imprimatur.policy.bundle;

import dev.imprimatur.policy.decision.Decision;
import dev.imprimatur.policy.decision.ModelReference;
import dev.imprimatur.policy.decision.Phase;
import dev.imprimatur.policy.decision.PolicyRequest;
import dev.imprimatur.policy.decision.Principal;
import dev.imprimatur.policy.decision.RewritingChoice;
import dev.imprimatur.policy.prompt.PromptNormaliser;
import java.nio.file.Path;
import java.util.Optional;
import java.util.Set;

/** The bundle that the project ships. */
public final class DefaultBundle {
  /** Where it is, from this module's folder. */
  public static final Path FOLDER = Path.of("../../policies/default");

  private DefaultBundle() {}

  public static PolicyBundle load() {
    try {
      return PolicyBundle.load(FOLDER);
    } catch (InvalidBundleException e) {
      throw new AssertionError(e);
    }
  }

  /** Whether the bundle refuses a portal user's usual request for this prompt. */
  public static boolean refuses(PolicyBundle bundle, String prompt) {
    var normaliser = new PromptNormaliser();
    return bundle.decide(
            new PolicyRequest(
                new Principal("p", Set.of("portal-user")),
                new ModelReference("cartoon", "imprimatur-cartoon-1"),
                normaliser.normalise(prompt),
                normaliser.normalise(""),
                256,
                256,
                20,
                1,
                5,
                Phase.ORIGINAL,
                RewritingChoice.ACCEPT,
                Optional.empty()))
        instanceof Decision.Denied;
  }
}
