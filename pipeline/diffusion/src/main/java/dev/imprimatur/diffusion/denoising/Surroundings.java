package dev.imprimatur.diffusion.denoising;

/** What holds a picture's latent while it is denoised, beside its texts. */
public sealed interface Surroundings {
  /** Nothing: the whole latent is free. */
  record Open() implements Surroundings {}

  /**
   * Outside the mask the latent is that of a given picture, brought to the noise of each step.
   *
   * @param mask 1 where the latent is free, 0 where it is held; one number for each place
   * @param original the given picture's latent
   * @param noise that the original is mixed with, the same in every step
   */
  record Held(float[] mask, float[] original, float[] noise) implements Surroundings {
    /** The latent after a step, where {@code kept} is the original at that step's noise. */
    float[] blend(float[] latent, float[] kept) {
      float[] blended = new float[latent.length];
      for (int i = 0; i < latent.length; i++) {
        float free = mask[i % mask.length];
        blended[i] = (1 - free) * kept[i] + free * latent[i];
      }
      return blended;
    }
  }

  /**
   * The network sees further channels, of an inpainting checkpoint.
   *
   * @param channels the mask, then the latent of the picture with a hole
   */
  record Seen(float[] channels) implements Surroundings {}
}
