package dev.imprimatur.worker.tool;

import dev.imprimatur.worker.shelf.ModelPlace;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * What to draw without the gateway. What is left open is filled from the checkpoint's facts.
 *
 * @param checkpoint a folder or a file
 * @param configuration a folder with the configurations of a checkpoint in one file
 * @param loras a folder of LoRAs that are merged into it
 * @param model what the mark calls it
 * @param device {@code cpu} or {@code cuda:N}
 * @param prompt what to draw
 * @param negativePrompt what to steer away from
 * @param width in pixels
 * @param height in pixels
 * @param steps denoising steps
 * @param guidanceScale of classifier-free guidance
 * @param sampler its wire name
 * @param seed of the first picture; the next have the next ones
 * @param image a picture to start from
 * @param mask what of it is drawn anew: what is white
 * @param strength how much of the way from noise is gone again, above 0 and at most 1
 * @param files to write, one for each picture
 */
record ScratchOrder(
    String checkpoint,
    @Nullable String configuration,
    @Nullable String loras,
    String model,
    String device,
    String prompt,
    @Nullable String negativePrompt,
    @Nullable Integer width,
    @Nullable Integer height,
    @Nullable Integer steps,
    @Nullable Double guidanceScale,
    @Nullable String sampler,
    long seed,
    @Nullable String image,
    @Nullable String mask,
    @Nullable Double strength,
    List<String> files) {
  ScratchOrder {
    files = List.copyOf(files);
    if (mask != null && image == null) {
      throw new IllegalArgumentException("a mask needs an image to lie on");
    }
  }

  ModelPlace place() {
    return new ModelPlace(
        model,
        Path.of(checkpoint),
        Optional.ofNullable(configuration).map(Path::of),
        Optional.ofNullable(loras).map(Path::of));
  }
}
