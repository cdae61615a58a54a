package dev.imprimatur.policy.decision;

import dev.imprimatur.policy.prompt.NormalisedPrompt;
import java.util.Optional;

/**
 * Everything a decision depends on.
 *
 * @param principal who asks
 * @param model what is to draw
 * @param prompt the text of this phase
 * @param negativePrompt what is to be kept out of the picture; normalised too, possibly empty
 * @param width in pixels, at least 1
 * @param height in pixels, at least 1
 * @param steps denoising steps, at least 1
 * @param count images, at least 1
 * @param guidanceScale 0 to 10,000
 * @param start what the pictures start from
 * @param phase whether the prompt is the user's own or the rewriter's
 * @param choice whether the user lets the prompt be rewritten
 * @param justification why not, where the user says so
 */
public record PolicyRequest(
    Principal principal,
    ModelReference model,
    NormalisedPrompt prompt,
    NormalisedPrompt negativePrompt,
    int width,
    int height,
    int steps,
    int count,
    double guidanceScale,
    StartKind start,
    Phase phase,
    RewritingChoice choice,
    Optional<String> justification) {
  public PolicyRequest {
    require(width >= 1, "width must be at least 1");
    require(height >= 1, "height must be at least 1");
    require(steps >= 1, "steps must be at least 1");
    require(count >= 1, "count must be at least 1");
    require(guidanceScale >= 0 && guidanceScale <= 10_000, "guidance scale must be 0 to 10000");
  }

  /** The same request with another text. */
  public PolicyRequest with(NormalisedPrompt text, Phase ofPhase) {
    return new PolicyRequest(
        principal,
        model,
        text,
        negativePrompt,
        width,
        height,
        steps,
        count,
        guidanceScale,
        start,
        ofPhase,
        choice,
        justification);
  }

  private static void require(boolean holds, String rule) {
    if (!holds) {
      throw new IllegalArgumentException(rule);
    }
  }
}
