package dev.imprimatur.diffusion.scheduler;

/**
 * Formula 9 of PNDM: from one timestep to another along an estimate of the noise.
 *
 * @param noise the noise schedule
 * @param prediction what the network's outputs stand for
 * @param finalProduct of 1 - beta, assumed before the first timestep
 */
record PndmMove(NoiseSchedule noise, Prediction prediction, double finalProduct) {

  /** {@code estimate} is a combination of the network's outputs, in their own terms. */
  float[] along(float[] estimate, float[] sample, int timestep, int target) {
    double here = noise.product(timestep);
    double there = target >= 0 ? noise.product(target) : finalProduct;
    double divisor = here * Math.sqrt(1 - there) + Math.sqrt(here * (1 - here) * there);
    float[] direction = prediction.noise(sample, estimate, noise.level(timestep));
    return Latents.sum(Math.sqrt(there / here), sample, -(there - here) / divisor, direction);
  }

  float[] denoised(int timestep, float[] sample, float[] output) {
    return prediction.denoised(1, sample, output, noise.level(timestep));
  }
}
