package dev.imprimatur.diffusion.scheduler;

import dev.imprimatur.diffusion.InvalidCheckpointException;

/**
 * How much of the signal is left at each training timestep: the cumulative products of 1 - beta.
 * They are rounded to float where the reference rounds them, since 1 minus the first of them keeps
 * only three digits of a float's seven, which every latent would show.
 */
final class NoiseSchedule {
  /** What is left of the signal where none should be, in schedulers that divide by it. */
  private static final float FLOOR = 0x1p-24f;

  private final float[] products;

  /** From betas between 0 and 1, one for each training timestep. */
  NoiseSchedule(float[] betas) throws InvalidCheckpointException {
    this(cumulative(betas));
    float before = 1;
    for (float product : products) {
      if (!(product < before && product > 0)) {
        throw new InvalidCheckpointException(
            SettingsReader.FILE
                + ": the betas must leave less signal at every timestep, and some at the last");
      }
      before = product;
    }
  }

  private NoiseSchedule(double[] products) {
    this.products = new float[products.length];
    for (int i = 0; i < products.length; i++) {
      this.products[i] = (float) products[i];
    }
  }

  /** Training timesteps. */
  int timesteps() {
    return products.length;
  }

  double product(int timestep) {
    return products[timestep];
  }

  NoiseLevel level(int timestep) {
    return NoiseLevel.ofProduct(products[timestep]);
  }

  /** Noise over signal at each training timestep, ascending. */
  float[] sigmas() {
    float[] sigmas = new float[products.length];
    for (int i = 0; i < sigmas.length; i++) {
      sigmas[i] = (float) Math.sqrt((1 - products[i]) / products[i]);
    }
    return sigmas;
  }

  /**
   * Shifted and scaled so that the last timestep is pure noise (Lin et al., "Common diffusion noise
   * schedules and sample steps are flawed", 2024, algorithm 1).
   */
  NoiseSchedule withoutTerminalSignal() {
    int last = products.length - 1;
    float[] roots = new float[products.length];
    float end = (float) Math.sqrt(products[last]);
    float start = (float) Math.sqrt(products[0]);
    float stretch = start / (start - end);
    for (int i = 0; i <= last; i++) {
      float root = ((float) Math.sqrt(products[i]) - end) * stretch;
      roots[i] = root * root;
    }
    float[] betas = new float[products.length];
    betas[0] = 1 - roots[0];
    for (int i = 1; i <= last; i++) {
      betas[i] = 1 - roots[i] / roots[i - 1];
    }
    return new NoiseSchedule(cumulative(betas));
  }

  /** With a trace of signal at the last timestep, so that sigma is finite there. */
  NoiseSchedule floored() {
    double[] floored = new double[products.length];
    for (int i = 0; i < floored.length; i++) {
      floored[i] = products[i];
    }
    floored[floored.length - 1] = FLOOR;
    return new NoiseSchedule(floored);
  }

  private static double[] cumulative(float[] betas) {
    double[] products = new double[betas.length];
    double product = 1;
    for (int i = 0; i < betas.length; i++) {
      product *= 1 - betas[i];
      products[i] = product;
    }
    return products;
  }
}
