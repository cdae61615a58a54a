package dev.imprimatur.db.generation;

/**
 * A picture to keep.
 *
 * @param index which picture of its generation
 * @param pixelHash of its pixels, lower-case hex
 * @param released whether the owner may have it; quarantined pictures are kept, and never given out
 * @param png the file
 */
public record NewImage(int index, String pixelHash, boolean released, byte[] png) {
  /** The same picture, kept back. */
  public NewImage unreleased() {
    return new NewImage(index, pixelHash, false, png);
  }
}
