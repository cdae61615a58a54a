package dev.imprimatur.provenance;

import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * What a picture says of itself that was drawn without the gateway: that nothing was checked and
 * nothing was logged, and with which settings it can be drawn again. The prompt is none of them.
 *
 * @param statement {@link #STATEMENT}
 * @param model the model's id, or the name of its file or folder
 * @param modelHash SHA-256 of the checkpoint, lower-case hex
 * @param operation {@code text-to-image}, {@code image-to-image} or {@code inpainting}
 * @param strength how much of the way from noise was gone again; none for text to image
 * @param seed of this picture
 * @param width in pixels
 * @param height in pixels
 * @param steps denoising steps
 * @param guidanceScale of classifier-free guidance
 * @param sampler its wire name, or {@code checkpoint} for the checkpoint's own
 * @param code version of the diffusion library
 * @param device the device class
 * @param libraries versions of what did the arithmetic, by name
 */
public record ScratchMark(
    String statement,
    String model,
    String modelHash,
    String operation,
    @Nullable Double strength,
    long seed,
    int width,
    int height,
    int steps,
    double guidanceScale,
    String sampler,
    String code,
    String device,
    Map<String, String> libraries) {
  /** What every such picture says. */
  public static final String STATEMENT =
      "An unconnected scratch drawing: checked against no policy, looked at by no image check, "
          + "recorded in no log, without a receipt.";

  public ScratchMark {
    libraries = Map.copyOf(libraries);
  }
}
