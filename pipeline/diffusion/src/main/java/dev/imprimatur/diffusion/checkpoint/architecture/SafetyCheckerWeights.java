package dev.imprimatur.diffusion.checkpoint.architecture;

import dev.imprimatur.diffusion.InvalidCheckpointException;
import java.util.List;
import java.util.Map;

/**
 * The weights of Stable Diffusion's safety checker. What is not said is as in CLIP's base model.
 */
final class SafetyCheckerWeights {
  private static final int CONCEPTS = 17;
  private static final int SPECIAL_CARE = 3;
  private static final int COLOURS = 3;
  private static final int MAXIMUM_WIDTH = 8192;
  private static final int MAXIMUM_LAYERS = 128;
  private static final int MAXIMUM_SIDE = 4096;

  private SafetyCheckerWeights() {}

  static Map<String, List<Long>> of(Settings settings) throws InvalidCheckpointException {
    int projection = settings.number("projection_dim", 1, MAXIMUM_WIDTH, 512);
    Settings vision = settings.part("vision_config");
    int width = vision.number("hidden_size", 1, MAXIMUM_WIDTH, 768);
    int inner = vision.number("intermediate_size", 1, 4 * MAXIMUM_WIDTH, 3072);
    int layers = vision.number("num_hidden_layers", 1, MAXIMUM_LAYERS, 12);
    int side = vision.number("image_size", 1, MAXIMUM_SIDE, 224);
    int patch = vision.number("patch_size", 1, side, 32);
    long patches = side / patch;
    var weights = new TensorList();
    weights.tensor("vision_model.embeddings.class_embedding", width);
    weights.tensor("vision_model.embeddings.patch_embedding.weight", width, COLOURS, patch, patch);
    weights.tensor(
        "vision_model.embeddings.position_embedding.weight", patches * patches + 1, width);
    weights.norms(width, "vision_model.pre_layrnorm", "vision_model.post_layernorm");
    for (int layer = 0; layer < layers; layer++) {
      weights.clipLayer("vision_model.encoder.layers." + layer, width, inner);
    }
    weights.tensor("visual_projection.weight", projection, width);
    weights.tensor("concept_embeds", CONCEPTS, projection);
    weights.tensor("concept_embeds_weights", CONCEPTS);
    weights.tensor("special_care_embeds", SPECIAL_CARE, projection);
    weights.tensor("special_care_embeds_weights", SPECIAL_CARE);
    return weights.shapes();
  }
}
