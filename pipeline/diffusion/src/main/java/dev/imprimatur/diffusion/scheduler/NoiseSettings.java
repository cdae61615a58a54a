package dev.imprimatur.diffusion.scheduler;

import static dev.imprimatur.diffusion.scheduler.BetaSchedule.EXP;
import static dev.imprimatur.diffusion.scheduler.BetaSchedule.LINEAR;
import static dev.imprimatur.diffusion.scheduler.BetaSchedule.SCALED_LINEAR;
import static dev.imprimatur.diffusion.scheduler.BetaSchedule.SQUAREDCOS_CAP_V2;

import dev.imprimatur.diffusion.InvalidCheckpointException;
import java.util.Map;

/**
 * Reads a noise schedule with the defaults of a scheduler class.
 *
 * @param start the first beta
 * @param end the last beta
 * @param schedule between them
 * @param names the schedules that the class knows
 */
record NoiseSettings(
    double start, double end, BetaSchedule schedule, Map<String, BetaSchedule> names) {
  private static final Map<String, BetaSchedule> NAMES =
      Map.of(
          "linear", LINEAR, "scaled_linear", SCALED_LINEAR, "squaredcos_cap_v2", SQUAREDCOS_CAP_V2);

  static final NoiseSettings USUAL = new NoiseSettings(0.0001, 0.02, LINEAR, NAMES);
  static final NoiseSettings CONSISTENCY = new NoiseSettings(0.00085, 0.012, SCALED_LINEAR, NAMES);
  static final NoiseSettings MIDPOINT = new NoiseSettings(0.00085, 0.012, LINEAR, NAMES);
  static final NoiseSettings HEUN =
      new NoiseSettings(
          0.00085,
          0.012,
          LINEAR,
          Map.of(
              "linear", LINEAR,
              "scaled_linear", SCALED_LINEAR,
              "squaredcos_cap_v2", SQUAREDCOS_CAP_V2,
              "exp", EXP));

  private static final int MAXIMUM_TIMESTEPS = 100_000;
  private static final double MINIMUM_BETA = 1e-6;
  private static final double MAXIMUM_BETA = 0.999;

  NoiseSchedule read(SettingsReader settings) throws InvalidCheckpointException {
    int timesteps = settings.integer("num_train_timesteps", 1000, 2, MAXIMUM_TIMESTEPS);
    float[] trained = settings.fractions("trained_betas", timesteps);
    double first = settings.number("beta_start", start, MINIMUM_BETA, MAXIMUM_BETA);
    double last = settings.number("beta_end", end, MINIMUM_BETA, MAXIMUM_BETA);
    float[] betas = readSchedule(settings).betas(first, last, timesteps);
    return new NoiseSchedule(trained.length > 0 ? trained : betas);
  }

  BetaSchedule readSchedule(SettingsReader settings) throws InvalidCheckpointException {
    return settings.choice("beta_schedule", schedule, names);
  }

  /** The schedule, without terminal signal where the settings say so. */
  NoiseSchedule readRescaled(SettingsReader settings) throws InvalidCheckpointException {
    NoiseSchedule noise = read(settings);
    return isRescaled(settings) ? noise.withoutTerminalSignal() : noise;
  }

  /** As {@link #readRescaled}, for schedulers that divide by the signal. */
  NoiseSchedule readFloored(SettingsReader settings) throws InvalidCheckpointException {
    NoiseSchedule noise = readRescaled(settings);
    return isRescaled(settings) ? noise.floored() : noise;
  }

  private static boolean isRescaled(SettingsReader settings) throws InvalidCheckpointException {
    return settings.flag("rescale_betas_zero_snr", false);
  }
}
