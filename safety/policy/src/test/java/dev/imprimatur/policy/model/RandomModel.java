package dev.imprimatur.policy.model;

import dev.imprimatur.policy.encoding.TokenStates;
import java.util.List;
import java.util.Map;
import java.util.Random;

/** A small model of random numbers. */
final class RandomModel {
  private RandomModel() {}

  static PromptModel of(long seed) {
    var random = new Random(seed);
    var weights = new byte[256 * Outputs.COUNT];
    random.nextBytes(weights);
    return new PromptModel(
        "random-" + seed,
        new NgramModel(weights, floats(random, Outputs.COUNT), floats(random, Outputs.COUNT)),
        new SemanticHeads(
            floats(random, TokenStates.WIDTH * 3),
            floats(random, 3),
            floats(random, 3 * Outputs.COUNT),
            floats(random, Outputs.COUNT),
            floats(random, TokenStates.WIDTH * Outputs.COUNT)),
        new Calibration(
            floats(random, Outputs.COUNT),
            floats(random, Outputs.COUNT),
            floats(random, Outputs.COUNT),
            floats(random, Outputs.COUNT),
            floats(random, Outputs.COUNT),
            floats(random, 2)),
        new Lexicon(Map.of("horse", 40, "house", 30, "a", 8)),
        new Descriptions(List.of("tall", "very old"), List.of("man", "woman")));
  }

  private static float[] floats(Random random, int count) {
    var floats = new float[count];
    for (int at = 0; at < count; at++) {
      floats[at] = random.nextFloat() / 4;
    }
    return floats;
  }
}
