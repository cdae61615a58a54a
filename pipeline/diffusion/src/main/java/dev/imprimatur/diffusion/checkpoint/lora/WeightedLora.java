package dev.imprimatur.diffusion.checkpoint.lora;

import java.nio.file.Path;

/**
 * A LoRA file and how strongly it counts.
 *
 * @param file a safetensors file
 * @param weight 1 as it was trained, 0 not at all, negative for its opposite; between -10 and 10
 */
public record WeightedLora(Path file, double weight) {
  private static final double LARGEST = 10;

  public WeightedLora {
    if (!(Math.abs(weight) <= LARGEST)) {
      throw new IllegalArgumentException(
          "the weight of a LoRA must be between -10 and 10, but is " + weight);
    }
  }
}
