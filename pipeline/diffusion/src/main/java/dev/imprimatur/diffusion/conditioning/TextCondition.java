package dev.imprimatur.diffusion.conditioning;

import ai.djl.ndarray.NDArray;
import java.util.Optional;

/**
 * One text as a UNet takes it.
 *
 * @param hidden states [1, tokens, width]
 * @param pooled text [1, projection], for SDXL
 */
public record TextCondition(NDArray hidden, Optional<NDArray> pooled) {
  /** What stands for a text that was not given: zeros of the same shapes. */
  public TextCondition zeros() {
    return new TextCondition(hidden.zerosLike(), pooled.map(NDArray::zerosLike));
  }
}
