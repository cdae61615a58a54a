package dev.imprimatur.db.generation;

import dev.imprimatur.db.receipt.RecordDraft;
import java.time.Instant;
import java.util.List;

/**
 * How a generation comes to wait for an officer.
 *
 * @param at when
 * @param detail what the server keeps of it from now on, as JSON
 * @param images the pictures, none of them released
 * @param record what is committed to in the log
 */
public record Holding(Instant at, String detail, List<NewImage> images, RecordDraft record) {
  public Holding {
    images = List.copyOf(images);
    if (images.isEmpty() || images.stream().anyMatch(NewImage::released)) {
      throw new IllegalArgumentException("pictures are held, and none of them is released");
    }
  }
}
