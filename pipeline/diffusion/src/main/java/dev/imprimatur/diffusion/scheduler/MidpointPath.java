package dev.imprimatur.diffusion.scheduler;

/**
 * The stations of {@link Kdpm2Scheduler}, in float as the reference has them, since the network is
 * told the timesteps that follow from them.
 *
 * @param sigmas one for each step, and none at the end
 * @param ends the sigmas that the deterministic parts of the steps end at
 * @param raises the noise that is added after the steps
 * @param middles the sigmas in the midst of the steps, between the logarithms; none in the last
 */
record MidpointPath(float[] sigmas, float[] ends, float[] raises, float[] middles) {

  /**
   * Along sigmas that end without noise.
   *
   * @param ancestral whether steps go to below the next sigma and raise the noise up to it
   */
  static MidpointPath of(float[] sigmas, boolean ancestral) {
    int steps = sigmas.length - 1;
    float[] ends = new float[steps];
    float[] raises = new float[steps];
    float[] middles = new float[steps];
    for (int i = 0; i < steps; i++) {
      float here = sigmas[i] * sigmas[i];
      float next = sigmas[i + 1] * sigmas[i + 1];
      raises[i] = ancestral ? (float) Math.sqrt(Math.max(next * (here - next) / here, 0)) : 0;
      ends[i] = ancestral ? below(sigmas[i], next, raises[i]) : sigmas[i + 1];
      if (i < steps - 1) {
        float from = (float) StrictMath.log(sigmas[i]);
        float to = (float) StrictMath.log(ends[i]);
        // Diffusers counts back from the one of the two that comes later in its own list.
        float middle = ancestral ? to - (to - from) * 0.5f : from - (from - to) * 0.5f;
        middles[i] = (float) StrictMath.exp(middle);
      }
    }
    return new MidpointPath(sigmas, ends, raises, middles);
  }

  /** What is left of the next sigma without the raise, also where float keeps nothing of it. */
  private static float below(float sigma, float next, float raise) {
    float left = next - raise * raise;
    return left > 0 ? (float) Math.sqrt(left) : next / sigma;
  }

  /** The timestep in the midst of a step, given sigma at each training timestep. */
  float timestep(int step, float[] training) {
    float logarithm = FloatLogarithm.of(middles[step]);
    int low = 0;
    while (low < training.length - 2 && FloatLogarithm.of(training[low + 1]) <= logarithm) {
      low++;
    }
    float below = FloatLogarithm.of(training[low]);
    float part = (below - logarithm) / (below - FloatLogarithm.of(training[low + 1]));
    float clamped = Math.clamp(part, 0f, 1f);
    return (1 - clamped) * low + clamped * (low + 1);
  }
}
