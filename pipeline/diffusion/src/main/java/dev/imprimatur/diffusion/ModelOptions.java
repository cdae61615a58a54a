package dev.imprimatur.diffusion;

/**
 * How a model is opened.
 *
 * @param device where to draw
 * @param maximumBatch samples in a pass at most, a power of two; a guided picture has two
 */
public record ModelOptions(DeviceChoice device, int maximumBatch) {
  private static final int BATCH_ON_GPU = 16;
  private static final int BATCH_ON_CPU = 2;
  private static final int LARGEST_BATCH = 64;

  public ModelOptions {
    if (maximumBatch < 2 || maximumBatch > LARGEST_BATCH || Integer.bitCount(maximumBatch) != 1) {
      throw new IllegalArgumentException(
          "maximumBatch must be a power of two between 2 and " + LARGEST_BATCH);
    }
  }

  /** What suits {@code device}: a CPU gains nothing from company. */
  public static ModelOptions on(DeviceChoice device) {
    return new ModelOptions(device, device.device().isGpu() ? BATCH_ON_GPU : BATCH_ON_CPU);
  }
}
