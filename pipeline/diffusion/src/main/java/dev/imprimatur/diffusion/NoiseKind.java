package dev.imprimatur.diffusion;

import dev.imprimatur.diffusion.noise.NoiseStream;
import dev.imprimatur.diffusion.noise.NormalNoise;
import dev.imprimatur.diffusion.noise.TorchNoise;
import dev.imprimatur.diffusion.noise.VariedNoise;

/** Which generator a seed belongs to. */
public enum NoiseKind {
  /** Ours: the same numbers on every machine. */
  PHILOX,
  /** PyTorch's generator for the CPU, so that seeds of Diffusers can be brought along. */
  TORCH_CPU;

  /** The noise of one picture. */
  NoiseStream stream(ImageRequest image) {
    return image
        .variation()
        .<NoiseStream>map(variation ->
            new VariedNoise(of(image.seed()), of(variation.seed()), variation.strength()))
        .orElseGet(() -> of(image.seed()));
  }

  private NoiseStream of(long seed) {
    return switch (this) {
      case PHILOX -> new NormalNoise(seed);
      case TORCH_CPU -> new TorchNoise(seed);
    };
  }
}
