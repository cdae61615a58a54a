package dev.imprimatur.diffusion.noise;

/**
 * The standard normal numbers of one picture, draw after draw: the noise it starts from, then what
 * ancestral samplers add in each step. A drawing that starts from a picture draws the sample of the
 * autoencoder's posterior first. Streams have a position and belong to one thread.
 */
public sealed interface NoiseStream permits NormalNoise, TorchNoise, VariedNoise {
  /**
   * The next draw, independent of those before it.
   *
   * @param count how many numbers, 0 or more
   */
  float[] next(int count);
}
