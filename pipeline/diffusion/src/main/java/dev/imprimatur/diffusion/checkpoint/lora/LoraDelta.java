package dev.imprimatur.diffusion.checkpoint.lora;

import dev.imprimatur.diffusion.checkpoint.safetensors.TensorView;

/**
 * What a LoRA adds to a weight: {@code scale * up * down}, both as matrices over the rank.
 *
 * @param down [rank, in], or [rank, in, height, width] of a convolution
 * @param up [out, rank], or [out, rank, 1, 1] of a convolution
 * @param scale the LoRA's weight, times alpha, over the rank
 */
public record LoraDelta(TensorView down, TensorView up, double scale) {
  /** The rank. */
  public long rank() {
    return down.shape().getFirst();
  }
}
