package dev.imprimatur.diffusion.checkpoint.compvis;

import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.imprimatur.diffusion.InvalidCheckpointException;
import dev.imprimatur.diffusion.checkpoint.architecture.Family;
import dev.imprimatur.diffusion.checkpoint.safetensors.SafetensorsFile;
import dev.imprimatur.diffusion.checkpoint.safetensors.TensorView;

/**
 * What Playground 2.5 has that other models of XL's shapes have not: it was trained along the
 * sigmas of EDM (Karras et al. 2022), with latents of which each channel is normalised by
 * statistics that its file carries.
 */
final class Playground {
  static final String SCHEDULER = "EDMDPMSolverMultistepScheduler";

  private static final String MEANS = "edm_mean";
  private static final String DEVIATIONS = "edm_std";
  private static final double SCALING_FACTOR = 0.5;
  private static final int MOST_CHANNELS = 64;

  private Playground() {}

  static boolean is(SafetensorsFile file, Family family) {
    return family == Family.XL && file.names().contains(MEANS) && file.names().contains(DEVIATIONS);
  }

  static ObjectNode scheduler() {
    ObjectNode config = JsonNodeFactory.instance.objectNode();
    config.put("_class_name", SCHEDULER);
    config.put("algorithm_type", "dpmsolver++");
    config.put("final_sigmas_type", "zero");
    config.put("num_train_timesteps", 1000);
    config.put("prediction_type", PredictionType.NOISE);
    config.put("rho", 7);
    config.put("sigma_data", 0.5);
    config.put("sigma_max", 80);
    config.put("sigma_min", 0.002);
    config.put("solver_order", 2);
    config.put("solver_type", "midpoint");
    return config;
  }

  /** Adds to the autoencoder's configuration what latents are normalised by. */
  static void normalise(ObjectNode autoencoder, SafetensorsFile file)
      throws InvalidCheckpointException {
    autoencoder.put("scaling_factor", SCALING_FACTOR);
    add(autoencoder.putArray("latents_mean"), file, MEANS);
    add(autoencoder.putArray("latents_std"), file, DEVIATIONS);
  }

  private static void add(ArrayNode statistics, SafetensorsFile file, String name)
      throws InvalidCheckpointException {
    TensorView tensor = new TensorView(file, file.tensor(name).orElseThrow());
    if (!tensor.type().isReadableAsFloat()
        || tensor.stored().bytes() > (long) MOST_CHANNELS * tensor.type().bytes()) {
      throw new InvalidCheckpointException(
          "the tensor " + name + " is no statistic of a few channels");
    }
    for (float value : tensor.floats()) {
      statistics.add(value);
    }
  }
}
