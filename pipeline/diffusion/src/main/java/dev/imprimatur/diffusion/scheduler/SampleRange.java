package dev.imprimatur.diffusion.scheduler;

import dev.imprimatur.diffusion.InvalidCheckpointException;
import java.util.Arrays;

/** The range that estimates of the clean latent are kept within. */
sealed interface SampleRange {
  /** The largest limit that a checkpoint can name. */
  double MAXIMUM = 1e9;

  /** The smallest that numbers are divided by. */
  double LEAST = 1e-6;

  /** The estimate within the range. */
  float[] held(float[] latent);

  /** From {@code clip_sample} and {@code clip_sample_range}. */
  static SampleRange read(SettingsReader settings, boolean otherwise)
      throws InvalidCheckpointException {
    double limit = settings.number("clip_sample_range", 1, 0, MAXIMUM);
    return settings.flag("clip_sample", otherwise) ? new Fixed(limit) : new Unlimited();
  }

  /** From {@code thresholding} and its settings; otherwise without limits. */
  static SampleRange readDynamic(SettingsReader settings) throws InvalidCheckpointException {
    return readEither(settings, new Unlimited());
  }

  /** From {@code thresholding}, or else as {@link #read}. */
  static SampleRange readEither(SettingsReader settings, boolean otherwise)
      throws InvalidCheckpointException {
    return readEither(settings, read(settings, otherwise));
  }

  private static SampleRange readEither(SettingsReader settings, SampleRange otherwise)
      throws InvalidCheckpointException {
    if (!settings.flag("thresholding", false)) {
      return otherwise;
    }
    return new Dynamic(
        (float) settings.number("dynamic_thresholding_ratio", 0.995, 0, 1),
        (float) settings.number("sample_max_value", 1, LEAST, MAXIMUM));
  }

  /** Any number. */
  record Unlimited() implements SampleRange {
    @Override
    public float[] held(float[] latent) {
      return latent;
    }
  }

  /**
   * Numbers up to a magnitude.
   *
   * @param limit the largest
   */
  record Fixed(double limit) implements SampleRange {
    @Override
    public float[] held(float[] latent) {
      return Latents.clamped(latent, limit);
    }
  }

  /**
   * Numbers up to a quantile of their own magnitudes, from 1 to the most, and divided by it
   * (Saharia et al., "Photorealistic text-to-image diffusion models", 2022, section 2.3). In float,
   * as the reference has it.
   *
   * @param share of the magnitudes that are below the quantile
   * @param most that a quantile counts for
   */
  record Dynamic(float share, float most) implements SampleRange {
    @Override
    public float[] held(float[] latent) {
      float limit = Math.min(Math.max(quantile(latent), 1), most);
      float[] held = Latents.clamped(latent, limit);
      for (int i = 0; i < held.length; i++) {
        held[i] /= limit;
      }
      return held;
    }

    private float quantile(float[] latent) {
      float[] magnitudes = new float[latent.length];
      for (int i = 0; i < magnitudes.length; i++) {
        magnitudes[i] = Math.abs(latent[i]);
      }
      Arrays.sort(magnitudes);
      float rank = share * (magnitudes.length - 1);
      float below = magnitudes[(int) rank];
      float rise = magnitudes[(int) Math.ceil(rank)] - below;
      return below + (rank - (int) rank) * rise;
    }
  }
}
