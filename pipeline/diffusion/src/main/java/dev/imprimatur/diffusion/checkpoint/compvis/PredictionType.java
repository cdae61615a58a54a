package dev.imprimatur.diffusion.checkpoint.compvis;

import dev.imprimatur.diffusion.InvalidCheckpointException;
import dev.imprimatur.diffusion.checkpoint.architecture.Family;
import dev.imprimatur.diffusion.checkpoint.safetensors.ElementType;
import dev.imprimatur.diffusion.checkpoint.safetensors.SafetensorsFile;
import dev.imprimatur.diffusion.checkpoint.safetensors.StoredTensor;
import dev.imprimatur.diffusion.checkpoint.safetensors.TensorView;
import java.util.List;
import java.util.Optional;

/**
 * What a network predicts, which the layout does not say. A file may note it, in its metadata (the
 * ModelSpec standard) or as an empty tensor {@code v_pred}. Of Stable Diffusion 2 both kinds were
 * published without a note; those that predict the velocity are told, as other programs do, by a
 * larger spread of one bias. A configuration folder has the last word.
 */
final class PredictionType {
  static final String NOISE = "epsilon";
  static final String VELOCITY = "v_prediction";

  /** The key of the standard, and the one that ComfyUI writes. */
  private static final List<String> METADATA =
      List.of("modelspec.prediction_type", "modelspec.predict_key");

  private static final double VELOCITY_SPREAD = 0.09;
  private static final int LATENT_CHANNELS = 4;
  private static final int MAXIMUM_BLOCKS = 64;

  private PredictionType() {}

  static String of(SafetensorsFile file, Family family) throws InvalidCheckpointException {
    List<String> noted =
        METADATA.stream().map(key -> file.metadata().getOrDefault(key, "")).toList();
    if (noted.contains(NOISE)) {
      return NOISE;
    }
    if (noted.contains("v") || file.names().contains("v_pred")) {
      return VELOCITY;
    }
    return family == Family.VERSION_2 && spreads(file) ? VELOCITY : NOISE;
  }

  /** No inpainting model of the family predicts the velocity. */
  private static boolean spreads(SafetensorsFile file) throws InvalidCheckpointException {
    Shapes shapes = new Shapes(file, UNetNaming.PREFIX);
    if (shapes.dimension("input_blocks.0.0.weight", 1) != LATENT_CHANNELS) {
      return false;
    }
    Optional<StoredTensor> bias = lastBias(file);
    if (bias.isEmpty() || !readable(bias.get())) {
      return false;
    }
    float[] values = new TensorView(file, bias.get()).floats();
    double mean = 0;
    double square = 0;
    for (float value : values) {
      mean += (double) value / values.length;
      square += (double) value * value / values.length;
    }
    return Math.sqrt(Math.max(square - mean * mean, 0)) > VELOCITY_SPREAD;
  }

  private static boolean readable(StoredTensor tensor) {
    ElementType type = tensor.type();
    return type.isReadableAsFloat() && tensor.bytes() > 0 && tensor.bytes() < 1 << 20;
  }

  private static Optional<StoredTensor> lastBias(SafetensorsFile file) {
    for (int block = MAXIMUM_BLOCKS; block >= 0; block--) {
      Optional<StoredTensor> bias =
          file.tensor(
              "%soutput_blocks.%d.1.transformer_blocks.0.norm1.bias"
                  .formatted(UNetNaming.PREFIX, block));
      if (bias.isPresent()) {
        return bias;
      }
    }
    return Optional.empty();
  }
}
