package dev.imprimatur.stack.model;

import dev.imprimatur.contract.Sampler;
import java.util.Objects;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * What requests to a model get where they leave something open, as far as an operator says.
 *
 * @param width in pixels, together with the height
 * @param height in pixels
 * @param steps denoising steps
 * @param guidanceScale of classifier-free guidance
 * @param sampler its wire name
 */
public record WishedDefaults(
    @Nullable Integer width,
    @Nullable Integer height,
    @Nullable Integer steps,
    @Nullable Double guidanceScale,
    @Nullable String sampler) {
  /** Everything as the checkpoint's own configuration has it. */
  public static final WishedDefaults NONE = new WishedDefaults(null, null, null, null, null);

  private static final int UNIT = 8;
  private static final double LARGEST_GUIDANCE = 30;

  /** These in place of those of the checkpoint. */
  ModelCard.Defaults over(ModelCard.Defaults own) {
    return new ModelCard.Defaults(
        Objects.requireNonNullElse(width, own.width()),
        Objects.requireNonNullElse(height, own.height()),
        Objects.requireNonNullElse(steps, own.steps()),
        Objects.requireNonNullElse(guidanceScale, own.guidanceScale()),
        Objects.requireNonNullElse(sampler, own.sampler()));
  }

  /** What of them the model cannot be asked for. */
  Optional<String> defect(ModelCard.Limits limits) {
    if (isNoSide(width, limits) || isNoSide(height, limits)) {
      return Optional.of(
          "The sides of --size must be multiples of 8 from %d to %d for this model."
              .formatted(limits.minimumSize(), limits.maximumSize()));
    }
    if (steps != null && (steps < 1 || steps > limits.maximumSteps())) {
      return Optional.of("--steps must be from 1 to %d.".formatted(limits.maximumSteps()));
    }
    if (guidanceScale != null && !(guidanceScale >= 0 && guidanceScale <= LARGEST_GUIDANCE)) {
      return Optional.of("--guidance must be from 0 to 30.");
    }
    return sampler != null && Sampler.named(sampler).isEmpty()
        ? Optional.of("--sampler must be one of " + Sampler.names() + ".")
        : Optional.empty();
  }

  private static boolean isNoSide(@Nullable Integer side, ModelCard.Limits limits) {
    return side != null
        && (side % UNIT != 0 || side < limits.minimumSize() || side > limits.maximumSize());
  }
}
