package dev.imprimatur.server.generation;

import org.jspecify.annotations.Nullable;

/**
 * The body of a request, as sent. What is left out is filled from the model's defaults.
 *
 * @param model required, the model's id
 * @param prompt required, 1 to 32,000 characters
 * @param negativePrompt up to 32,000 characters
 * @param weights {@code on}, the default: {@code (words:1.2)} in prompts makes words count more; or
 *     {@code off}: brackets are text
 * @param width in pixels, a multiple of 8
 * @param height in pixels, a multiple of 8
 * @param steps denoising steps
 * @param guidanceScale 0 to 30
 * @param sampler the wire name of a {@link dev.imprimatur.contract.Sampler}
 * @param seed 0 to 2^53 - 1; drawn if left out
 * @param count images, 1 unless given
 * @param rewriting {@code accept} or {@code decline}
 * @param start a picture of the caller to start from
 * @param preset the id of a preset of the policy bundle, whose words follow the prompt
 * @param justification why the rewriting is declined, up to 1,000 characters
 */
public record GenerationBody(
    @Nullable String model,
    @Nullable String prompt,
    @Nullable String negativePrompt,
    @Nullable String weights,
    @Nullable Integer width,
    @Nullable Integer height,
    @Nullable Integer steps,
    @Nullable Double guidanceScale,
    @Nullable String sampler,
    @Nullable Long seed,
    @Nullable Integer count,
    @Nullable StartBody start,
    @Nullable String preset,
    @Nullable String rewriting,
    @Nullable String justification) {
  /** Leaves out what was typed, so that none of it reaches a log file by accident. */
  @Override
  public String toString() {
    return "GenerationBody[" + model + "]";
  }

  /**
   * A picture to start from: one that was drawn here, or one that was brought.
   *
   * @param generation the id of a request of the caller
   * @param index of its picture; 0 unless given
   * @param upload the id of a picture that the caller has brought
   * @param mask the id of another, of the size of the picture, whose white is drawn, while the rest
   *     of the picture is kept; all is drawn unless given
   * @param strength above 0, at most 1: how little of the picture is kept; 0.6 unless given, 1 in a
   *     mask
   */
  public record StartBody(
      @Nullable String generation,
      @Nullable Integer index,
      @Nullable String upload,
      @Nullable String mask,
      @Nullable Double strength) {}
}
