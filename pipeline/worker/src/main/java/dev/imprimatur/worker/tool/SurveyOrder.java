package dev.imprimatur.worker.tool;

import dev.imprimatur.contract.WordWeight;
import dev.imprimatur.worker.WeightMarkup;
import dev.imprimatur.worker.shelf.ModelPlace;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * Pictures to draw, have read by a classifier, and forget.
 *
 * @param checkpoint a folder or a file
 * @param configuration a folder with the configurations of a checkpoint in one file
 * @param loras a folder of LoRAs that are merged into it
 * @param device {@code cpu} or {@code cuda:N}
 * @param classifier the file of an attribute classifier
 * @param width in pixels
 * @param height in pixels
 * @param steps denoising steps
 * @param guidanceScale of classifier-free guidance
 * @param sampler its wire name
 * @param pictures to draw
 */
record SurveyOrder(
    String checkpoint,
    @Nullable String configuration,
    @Nullable String loras,
    String device,
    String classifier,
    int width,
    int height,
    int steps,
    double guidanceScale,
    String sampler,
    List<Wanted> pictures) {
  SurveyOrder {
    pictures = List.copyOf(pictures);
  }

  /**
   * A picture.
   *
   * @param index names it in the answer
   * @param prompt what to draw
   * @param weights of its words that count more or less
   * @param seed of its noise
   * @param shown whether a small copy of it is answered too
   */
  record Wanted(int index, String prompt, List<WordWeight> weights, long seed, boolean shown) {
    Wanted {
      weights = List.copyOf(weights);
    }

    /** The prompt with its weights as markup. */
    String markedUp() {
      return WeightMarkup.of(prompt, weights);
    }
  }

  ModelPlace place() {
    return new ModelPlace(
        "",
        Path.of(checkpoint),
        Optional.ofNullable(configuration).map(Path::of),
        Optional.ofNullable(loras).map(Path::of));
  }
}
