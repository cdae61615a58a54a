package dev.imprimatur.diffusion.scheduler;

import java.util.List;

/** Weighted sums of latents, each computed in double and rounded to float once. */
final class Latents {
  private Latents() {}

  static float[] sum(double weight, float[] latent, double otherWeight, float[] other) {
    float[] sum = new float[latent.length];
    for (int i = 0; i < sum.length; i++) {
      sum[i] = (float) (weight * latent[i] + otherWeight * other[i]);
    }
    return sum;
  }

  /** Weight by weight; latents beyond the weights do not count. */
  static float[] sum(double[] weights, List<float[]> latents) {
    double[] sum = new double[latents.getFirst().length];
    for (int term = 0; term < weights.length; term++) {
      float[] latent = latents.get(term);
      for (int i = 0; i < sum.length; i++) {
        sum[i] += weights[term] * latent[i];
      }
    }
    float[] rounded = new float[sum.length];
    for (int i = 0; i < sum.length; i++) {
      rounded[i] = (float) sum[i];
    }
    return rounded;
  }

  /** Each number brought into -range to range. */
  static float[] clamped(float[] latent, double range) {
    float[] clamped = new float[latent.length];
    for (int i = 0; i < clamped.length; i++) {
      clamped[i] = (float) Math.clamp(latent[i], -range, range);
    }
    return clamped;
  }
}
