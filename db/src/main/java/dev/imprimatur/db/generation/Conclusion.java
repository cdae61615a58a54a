package dev.imprimatur.db.generation;

import dev.imprimatur.db.receipt.RecordDraft;
import java.time.Instant;
import java.util.List;

/**
 * How a generation ends.
 *
 * @param state final
 * @param at when
 * @param detail what the server keeps of it from now on, as JSON
 * @param images the pictures; only a released generation may have released ones
 * @param record what is committed to in the log
 */
public record Conclusion(
    GenerationState state, Instant at, String detail, List<NewImage> images, RecordDraft record) {
  public Conclusion {
    images = List.copyOf(images);
    if (!state.isFinal()) {
      throw new IllegalArgumentException(state + " is not final");
    }
    if (state != GenerationState.RELEASED && images.stream().anyMatch(NewImage::released)) {
      throw new IllegalArgumentException("only a released generation releases pictures");
    }
  }
}
