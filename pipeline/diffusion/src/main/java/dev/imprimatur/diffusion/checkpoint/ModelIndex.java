package dev.imprimatur.diffusion.checkpoint;

import com.fasterxml.jackson.databind.JsonNode;
import dev.imprimatur.diffusion.InvalidCheckpointException;
import dev.imprimatur.diffusion.checkpoint.architecture.Architecture;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;

/**
 * What a checkpoint consists of, as {@code model_index.json} says: the pipeline it was saved from
 * and the class of each part.
 */
final class ModelIndex {
  static final String FILE = "model_index.json";

  /** The part that judges pictures. */
  static final String SAFETY_CHECKER = "safety_checker";

  private static final List<String> PIPELINES =
      List.of(
          "StableDiffusionPipeline",
          "StableDiffusionImg2ImgPipeline",
          "StableDiffusionInpaintPipeline",
          "LatentConsistencyModelPipeline",
          "LatentConsistencyModelImg2ImgPipeline");
  private static final List<String> LARGE_PIPELINES =
      List.of(
          "StableDiffusionXLPipeline",
          "StableDiffusionXLImg2ImgPipeline",
          "StableDiffusionXLInpaintPipeline");
  private static final Map<String, Architecture> ARCHITECTURES =
      Map.of(
          "CLIPTextModel", Architecture.TEXT,
          "CLIPTextModelWithProjection", Architecture.TEXT_WITH_PROJECTION,
          "UNet2DConditionModel", Architecture.UNET,
          "AutoencoderKL", Architecture.AUTOENCODER,
          "StableDiffusionSafetyChecker", Architecture.SAFETY_CHECKER);

  private final JsonNode json;
  private final boolean isLarge;
  private final Map<String, Architecture> networks;

  private ModelIndex(JsonNode json, boolean isLarge, Map<String, Architecture> networks) {
    this.json = json;
    this.isLarge = isLarge;
    this.networks = networks;
  }

  static ModelIndex of(JsonNode json) throws InvalidCheckpointException {
    String pipeline = json.path("_class_name").asText("");
    boolean large = LARGE_PIPELINES.contains(pipeline);
    if (!large && !PIPELINES.contains(pipeline)) {
      throw defect(
          "the pipeline '%s' is not supported; supported are %s and %s"
              .formatted(
                  pipeline, String.join(", ", PIPELINES), String.join(", ", LARGE_PIPELINES)));
    }
    if (large && className(json, "text_encoder").isEmpty()) {
      throw defect(
          "the checkpoint is a refiner, without a first text encoder: use the base checkpoint");
    }
    var networks = new TreeMap<String, Architecture>();
    networks.put("unet", architecture(json, "unet", Architecture.UNET));
    networks.put("vae", architecture(json, "vae", Architecture.AUTOENCODER));
    networks.put(
        "text_encoder",
        architecture(json, "text_encoder", Architecture.TEXT, Architecture.TEXT_WITH_PROJECTION));
    if (large) {
      networks.put(
          "text_encoder_2",
          architecture(json, "text_encoder_2", Architecture.TEXT_WITH_PROJECTION));
    }
    return new ModelIndex(json, large, networks);
  }

  /** Whether it is of the family of Stable Diffusion XL, with two text encoders. */
  boolean isLarge() {
    return isLarge;
  }

  /** Names of the networks that draw, with their kinds. */
  Map<String, Architecture> networks() {
    return networks;
  }

  /** The kind of a network: one that draws, or the safety checker. */
  Architecture architecture(String name) throws InvalidCheckpointException {
    Architecture architecture = networks.get(name);
    if (architecture == null && name.equals(SAFETY_CHECKER)) {
      architecture = architecture(json, name, Architecture.SAFETY_CHECKER);
    }
    if (architecture == null) {
      throw defect("the checkpoint has no network " + name);
    }
    return architecture;
  }

  /** Names of the tokenizers. */
  List<String> tokenizers() {
    return isLarge ? List.of("tokenizer", "tokenizer_2") : List.of("tokenizer");
  }

  /** Whether the checkpoint has a part of that name. */
  boolean has(String part) {
    return className(json, part).isPresent();
  }

  /** The class of the pipeline. */
  String pipeline() {
    return json.path("_class_name").asText();
  }

  /** The class of the scheduler, where the index names one. */
  Optional<String> schedulerClass() {
    return className(json, "scheduler");
  }

  boolean zerosForAbsentPrompt() {
    return json.path("force_zeros_for_empty_prompt").asBoolean(isLarge);
  }

  private static Architecture architecture(JsonNode json, String part, Architecture... allowed)
      throws InvalidCheckpointException {
    String name = className(json, part).orElseThrow(() -> defect("the checkpoint has no " + part));
    Architecture architecture = ARCHITECTURES.get(name);
    if (architecture == null || !List.of(allowed).contains(architecture)) {
      throw defect("%s is of the class '%s', which is not supported".formatted(part, name));
    }
    return architecture;
  }

  /** A part is written as a pair of library and class; an absent one as a pair of nulls. */
  private static Optional<String> className(JsonNode json, String part) {
    JsonNode name = json.path(part).path(1);
    return name.isTextual() ? Optional.of(name.asText()) : Optional.empty();
  }

  private static InvalidCheckpointException defect(String defect) {
    return new InvalidCheckpointException(FILE + ": " + defect);
  }
}
