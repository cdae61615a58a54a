package dev.imprimatur.diffusion.checkpoint.compvis;

import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.imprimatur.diffusion.InvalidCheckpointException;
import dev.imprimatur.diffusion.checkpoint.architecture.Family;
import dev.imprimatur.diffusion.checkpoint.safetensors.SafetensorsFile;

/** The configurations that do not follow from shapes, as the models were published with them. */
final class PublishedConfig {
  /** Marks CosXL, whose sigmas and scale no two programs take alike. */
  private static final String COSINE = "edm_vpred.sigma_max";

  private PublishedConfig() {}

  /** What the checkpoint consists of. */
  static ObjectNode index(SafetensorsFile file, Family family) {
    boolean large = family == Family.XL;
    ObjectNode index = JsonNodeFactory.instance.objectNode();
    index.put("_class_name", large ? "StableDiffusionXLPipeline" : "StableDiffusionPipeline");
    part(index, "scheduler", "diffusers", schedulerClass(file, family));
    part(index, "text_encoder", "transformers", "CLIPTextModel");
    part(index, "tokenizer", "transformers", "CLIPTokenizer");
    if (large) {
      part(index, "text_encoder_2", "transformers", "CLIPTextModelWithProjection");
      part(index, "tokenizer_2", "transformers", "CLIPTokenizer");
      index.put("force_zeros_for_empty_prompt", true);
    }
    part(index, "unet", "diffusers", "UNet2DConditionModel");
    part(index, "vae", "diffusers", "AutoencoderKL");
    return index;
  }

  /** The scheduler's configuration; XL that predicts the velocity was trained down to no signal. */
  static ObjectNode scheduler(SafetensorsFile file, Family family)
      throws InvalidCheckpointException {
    if (file.names().contains(COSINE)) {
      throw new InvalidCheckpointException(
          "the checkpoint was trained along sigmas of its own, as CosXL: name a folder of"
              + " configurations beside it, whose scheduler has them");
    }
    if (Playground.is(file, family)) {
      return Playground.scheduler();
    }
    ObjectNode config = JsonNodeFactory.instance.objectNode();
    config.put("_class_name", schedulerClass(file, family));
    config.put("beta_start", 0.00085);
    config.put("beta_end", 0.012);
    config.put("beta_schedule", "scaled_linear");
    config.put("num_train_timesteps", 1000);
    config.put("prediction_type", PredictionType.of(file, family));
    config.put("steps_offset", 1);
    // Named samplers take these, also those that the family's own does not know.
    config.put("clip_sample", false).put("set_alpha_to_one", false).put("skip_prk_steps", true);
    if (family == Family.XL) {
      config.put("interpolation_type", "linear").put("use_karras_sigmas", false);
      config.put("timestep_spacing", "leading");
    }
    if (file.names().contains("ztsnr")) {
      config.put("timestep_spacing", "trailing").put("rescale_betas_zero_snr", true);
    }
    return config;
  }

  /** Places of a latent along one side, as the network was trained. */
  static int latentSide(SafetensorsFile file, Family family) throws InvalidCheckpointException {
    return switch (family) {
      case VERSION_1 -> 64;
      case VERSION_2 -> PredictionType.of(file, family).equals(PredictionType.VELOCITY) ? 96 : 64;
      case XL -> 128;
    };
  }

  /** What latents are multiplied by. */
  static double scalingFactor(Family family) {
    return family == Family.XL ? 0.13025 : 0.18215;
  }

  private static String schedulerClass(SafetensorsFile file, Family family) {
    return switch (family) {
      case VERSION_1 -> "PNDMScheduler";
      case VERSION_2 -> "DDIMScheduler";
      case XL -> Playground.is(file, family) ? Playground.SCHEDULER : "EulerDiscreteScheduler";
    };
  }

  private static void part(ObjectNode index, String part, String library, String name) {
    index.putArray(part).add(library).add(name);
  }
}
