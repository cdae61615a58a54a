package dev.imprimatur.server.model;

import static java.util.Objects.requireNonNullElse;

import dev.imprimatur.policy.preset.PresetSettings;

/**
 * What a model says of itself in its {@code model.json}.
 *
 * @param id as requests name it
 * @param title for people
 * @param description for people
 * @param family of its checkpoint, for people
 * @param licence id of the licence it is used under
 * @param hash SHA-256 of the approved checkpoint, lower-case hex
 * @param safetyChecker SHA-256 that names the checkpoint's own safety checker, lower-case hex;
 *     empty where it has none
 * @param defaults for what a request leaves open
 * @param limits for what a request may ask
 */
public record ModelCard(
    String id,
    String title,
    String description,
    String family,
    String licence,
    String hash,
    String safetyChecker,
    Defaults defaults,
    Limits limits) {

  /**
   * What a request gets where it leaves something open.
   *
   * @param width in pixels
   * @param height in pixels
   * @param steps denoising steps
   * @param guidanceScale of classifier-free guidance
   * @param sampler its wire name
   */
  public record Defaults(int width, int height, int steps, double guidanceScale, String sampler) {
    /** The same for pictures of that size. */
    public Defaults sized(int otherWidth, int otherHeight) {
      return new Defaults(otherWidth, otherHeight, steps, guidanceScale, sampler);
    }

    /** The same, but for what the preset names. */
    public Defaults with(PresetSettings preset) {
      return new Defaults(
          requireNonNullElse(preset.width(), width),
          requireNonNullElse(preset.height(), height),
          requireNonNullElse(preset.steps(), steps),
          requireNonNullElse(preset.guidanceScale(), guidanceScale),
          sampler);
    }
  }

  /**
   * How much a request may ask.
   *
   * @param minimumSize of each side, in pixels
   * @param maximumSize of each side, in pixels
   * @param maximumSteps denoising steps
   * @param maximumCount images in one request
   */
  public record Limits(int minimumSize, int maximumSize, int maximumSteps, int maximumCount) {}
}
