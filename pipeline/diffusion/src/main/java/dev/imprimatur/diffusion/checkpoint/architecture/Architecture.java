package dev.imprimatur.diffusion.checkpoint.architecture;

import com.fasterxml.jackson.databind.JsonNode;
import dev.imprimatur.diffusion.InvalidCheckpointException;
import java.util.List;
import java.util.Map;

/** A kind of network and the weights that its configuration asks for. */
public enum Architecture {
  /** CLIP's text tower ({@code CLIPTextModel}). */
  TEXT {
    @Override
    Map<String, List<Long>> weights(Settings settings) throws InvalidCheckpointException {
      return TextWeights.of(settings, false);
    }
  },
  /** CLIP's text tower with the projection of its pooled output. */
  TEXT_WITH_PROJECTION {
    @Override
    Map<String, List<Long>> weights(Settings settings) throws InvalidCheckpointException {
      return TextWeights.of(settings, true);
    }
  },
  /** The denoising network ({@code UNet2DConditionModel}). */
  UNET {
    @Override
    Map<String, List<Long>> weights(Settings settings) throws InvalidCheckpointException {
      return new UNetWeights(settings).shapes();
    }
  },
  /** The autoencoder between pictures and latents ({@code AutoencoderKL}). */
  AUTOENCODER {
    @Override
    Map<String, List<Long>> weights(Settings settings) throws InvalidCheckpointException {
      return new AutoencoderWeights(settings).shapes();
    }
  },
  /** CLIP's vision tower with the embeddings of concepts ({@code StableDiffusionSafetyChecker}). */
  SAFETY_CHECKER {
    @Override
    Map<String, List<Long>> weights(Settings settings) throws InvalidCheckpointException {
      return SafetyCheckerWeights.of(settings);
    }
  };

  /**
   * Every weight by its name in the diffusers layout, with its shape.
   *
   * @param component names the configuration in messages, for example {@code unet}
   * @param config what {@code config.json} says
   * @throws InvalidCheckpointException naming the setting that is out of range or not supported
   */
  public Map<String, List<Long>> weights(String component, JsonNode config)
      throws InvalidCheckpointException {
    return weights(new Settings(component + "/config.json", config));
  }

  abstract Map<String, List<Long>> weights(Settings settings) throws InvalidCheckpointException;
}
