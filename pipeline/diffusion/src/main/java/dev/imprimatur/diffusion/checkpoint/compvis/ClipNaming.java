package dev.imprimatur.diffusion.checkpoint.compvis;

import java.util.List;

/**
 * Names of a text encoder's weights where it was written by Transformers: as in the diffusers
 * layout, by some programs without {@code text_model}.
 *
 * @param prefix what stands before the names in a file
 */
record ClipNaming(String prefix) implements Naming {
  private static final String TEXT_MODEL = "text_model.";

  @Override
  public List<Origin> origins(String weight) {
    return weight.startsWith(TEXT_MODEL)
        ? List.of(
            Origin.whole(prefix + weight),
            Origin.whole(prefix + weight.substring(TEXT_MODEL.length())))
        : List.of(Origin.whole(prefix + weight));
  }
}
