package dev.imprimatur.diffusion.safety;

import ai.djl.ndarray.NDArray;
import ai.djl.ndarray.NDManager;
import com.fasterxml.jackson.databind.JsonNode;
import dev.imprimatur.diffusion.InvalidCheckpointException;
import dev.imprimatur.diffusion.checkpoint.Checkpoint;
import dev.imprimatur.diffusion.checkpoint.Component;
import dev.imprimatur.diffusion.network.Releasable;
import dev.imprimatur.diffusion.network.VisionTower;
import dev.imprimatur.diffusion.safety.Concepts.Concept;
import dev.imprimatur.picture.Picture;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.Objects;

/**
 * Stable Diffusion's safety checker: CLIP's vision tower, and the embeddings and thresholds of the
 * concepts, all from the checkpoint. Used by one thread at a time.
 */
public final class SafetyChecker implements Releasable {
  /** What the part is called in a checkpoint. */
  public static final String PART = "safety_checker";

  private static final int SPECIAL_CARE = 3;
  private static final int CONCEPTS = 17;
  private static final int CLIP_SIDE = 224;

  private final NDManager manager;
  private final VisionTower tower;
  private final ClipPreprocessing preprocessing;
  private final Concepts concepts;

  private SafetyChecker(
      NDManager manager, VisionTower tower, ClipPreprocessing preprocessing, Concepts concepts) {
    this.manager = manager;
    this.tower = tower;
    this.preprocessing = preprocessing;
    this.concepts = concepts;
  }

  /**
   * Loads the checker.
   *
   * @param component the checkpoint's {@code safety_checker}
   * @param featureExtractor the configuration of the checkpoint's part of that name
   * @throws InvalidCheckpointException naming the one thing that is wrong with either
   */
  public static SafetyChecker load(NDManager parent, Component component, JsonNode featureExtractor)
      throws InvalidCheckpointException {
    var preprocessing = ClipPreprocessing.of(featureExtractor);
    int width = component.integer("projection_dim");
    component.require("visual_projection.weight", width, visionWidth(component));
    Concepts concepts =
        new Concepts(
            concepts(parent, component, "special_care_embeds", SPECIAL_CARE, width),
            concepts(parent, component, "concept_embeds", CONCEPTS, width));
    VisionTower tower = VisionTower.load(parent, component);
    try {
      requireSame(tower.side(), preprocessing.side());
    } catch (InvalidCheckpointException e) {
      tower.close();
      throw e;
    }
    return new SafetyChecker(parent.newSubManager(), tower, preprocessing, concepts);
  }

  /**
   * Compares the parts of a checkpoint's safety checker with each other, without its weights.
   *
   * @throws InvalidCheckpointException naming the one thing that is wrong with them
   */
  public static void requireUsable(Checkpoint checkpoint) throws InvalidCheckpointException {
    int made = ClipPreprocessing.of(checkpoint.featureExtractorConfig()).side();
    try (Component component = checkpoint.component(PART)) {
      int seen = component.config().path("vision_config").path("image_size").asInt(CLIP_SIDE);
      requireSame(seen, made);
    }
  }

  /**
   * Compares a picture with all concepts.
   *
   * @throws IllegalArgumentException when it is more than 64 times as long as wide
   */
  public SafetyDistances compare(Picture picture) {
    return concepts.distances(tower.embed(manager, preprocessing.values(picture)));
  }

  @Override
  public void close() {
    tower.close();
    manager.close();
  }

  private static void requireSame(int seen, int made) throws InvalidCheckpointException {
    if (seen != made) {
      throw new InvalidCheckpointException(
          "the safety checker sees %d pixels, but the feature extractor makes %d"
              .formatted(seen, made));
    }
  }

  private static long visionWidth(Component component) {
    return component.config().path("vision_config").path("hidden_size").asLong(768);
  }

  private static List<Concept> concepts(
      NDManager parent, Component component, String name, int count, int width)
      throws InvalidCheckpointException {
    component.require(name, count, width);
    component.require(name + "_weights", count);
    try (NDManager transit = parent.newSubManager()) {
      Map<String, NDArray> loaded = component.load(transit, name);
      float[] embeddings = values(loaded, "");
      float[] thresholds = values(loaded, "_weights");
      List<Concept> concepts = new ArrayList<>();
      for (int i = 0; i < count; i++) {
        float[] embedding = Arrays.copyOfRange(embeddings, i * width, (i + 1) * width);
        concepts.add(Concept.of(embedding, thresholds[i]));
      }
      return concepts;
    }
  }

  private static float[] values(Map<String, NDArray> loaded, String name) {
    return Objects.requireNonNull(loaded.get(name), name).toFloatArray();
  }
}
