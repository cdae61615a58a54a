package dev.imprimatur.diffusion.scheduler;

import com.fasterxml.jackson.databind.JsonNode;
import dev.imprimatur.diffusion.InvalidCheckpointException;

/**
 * How much of the signal is left at each training timestep, from the checkpoint's configuration.
 *
 * @param alphasCumulative the cumulative products of 1 - beta
 * @param finalAlpha the product assumed before the first timestep
 * @param stepsOffset added to the timesteps of leading spacing
 * @param prediction what the network predicts
 * @param spacing how timesteps are spread, or empty for the scheduler's own default
 * @param clipSample whether DDIM keeps its estimate of the picture within -1 and 1
 */
public record NoiseSchedule(
    double[] alphasCumulative,
    double finalAlpha,
    int stepsOffset,
    Prediction prediction,
    String spacing,
    boolean clipSample) {

  /** Reads a {@code scheduler_config.json}; missing settings mean the defaults of the layout. */
  public static NoiseSchedule of(JsonNode config) throws InvalidCheckpointException {
    int timesteps = config.path("num_train_timesteps").asInt(1000);
    if (timesteps < 1 || timesteps > 100_000) {
      throw new InvalidCheckpointException(
          "scheduler_config.json: num_train_timesteps must be between 1 and 100000");
    }
    double[] alphas =
        alphasCumulative(
            config.path("beta_schedule").asText("linear"),
            config.path("beta_start").asDouble(0.0001),
            config.path("beta_end").asDouble(0.02),
            timesteps);
    return new NoiseSchedule(
        alphas,
        config.path("set_alpha_to_one").asBoolean(true) ? 1 : alphas[0],
        config.path("steps_offset").asInt(0),
        Prediction.named(config.path("prediction_type").asText("epsilon")),
        config.path("timestep_spacing").asText(""),
        config.path("clip_sample").asBoolean(true));
  }

  /** Training timesteps. */
  public int trainingSteps() {
    return alphasCumulative.length;
  }

  private static double[] alphasCumulative(String schedule, double start, double end, int timesteps)
      throws InvalidCheckpointException {
    double[] alphas = new double[timesteps];
    double product = 1;
    for (int i = 0; i < timesteps; i++) {
      double part = timesteps == 1 ? 0 : (double) i / (timesteps - 1);
      double beta =
          switch (schedule) {
            case "linear" -> start + part * (end - start);
            case "scaled_linear" -> {
              double root = Math.sqrt(start) + part * (Math.sqrt(end) - Math.sqrt(start));
              yield root * root;
            }
            default ->
                throw new InvalidCheckpointException(
                    "scheduler_config.json: beta_schedule '" + schedule + "' is not supported");
          };
      product *= 1 - beta;
      alphas[i] = product;
    }
    return alphas;
  }
}
