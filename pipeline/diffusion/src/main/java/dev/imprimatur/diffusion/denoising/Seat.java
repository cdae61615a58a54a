package dev.imprimatur.diffusion.denoising;

/**
 * Where a picture sits in the passes of a run.
 *
 * @param slot of its first sample: the one without the prompt where there is guidance, with the
 *     prompt's in the next slot
 * @param guidanceScale classifier-free guidance; at 1 and below the picture has one sample
 */
public record Seat(int slot, double guidanceScale) {
  /** Samples of the picture in a pass. */
  public int samples() {
    return guidanceScale > 1 ? 2 : 1;
  }

  /** u + g * (c - u) (Ho and Salimans, "Classifier-free diffusion guidance", 2022). */
  float[] guided(float[] output, int length) {
    float[] prediction = new float[length];
    int first = slot * length;
    if (samples() == 1) {
      System.arraycopy(output, first, prediction, 0, length);
      return prediction;
    }
    for (int i = 0; i < length; i++) {
      float unconditional = output[first + i];
      float difference = output[first + length + i] - unconditional;
      prediction[i] = unconditional + (float) guidanceScale * difference;
    }
    return prediction;
  }
}
