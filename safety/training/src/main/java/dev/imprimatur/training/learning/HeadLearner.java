package dev.imprimatur.training.learning;

import dev.imprimatur.policy.model.SemanticHeads;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Random;
import java.util.stream.IntStream;

/**
 * Learns the semantic heads by Adam (Kingma and Ba 2015) with decoupled weight decay, a short
 * warm-up and a cosine to zero. A batch is always summed in the same number of shards, so that the
 * number of processors changes nothing.
 */
final class HeadLearner {
  private static final int BATCH = 256;
  private static final int SHARDS = 16;
  private static final float RATE = 3e-3f;
  private static final float DECAY = 1e-2f;
  private static final float LEFT_OUT = 0.5f;
  private static final float FIRST = 0.9f;
  private static final float SECOND = 0.999f;
  private static final float SMALL = 1e-8f;

  private final HeadLayout layout;
  private final Random random;
  private final long seed;
  private final int epochs;
  private final float[] parameters;
  private final float[] first;
  private final float[] second;
  private final List<HeadGradient> shards;

  HeadLearner(int units, int epochs, long seed) {
    this.layout = new HeadLayout(units);
    this.seed = seed;
    this.random = new Random(seed);
    this.epochs = epochs;
    this.parameters = layout.start(random);
    this.first = new float[layout.size()];
    this.second = new float[layout.size()];
    this.shards =
        IntStream.range(0, SHARDS).mapToObj(ignored -> new HeadGradient(layout, LEFT_OUT)).toList();
  }

  SemanticHeads learn(List<Example> examples) {
    var order = new ArrayList<>(examples);
    int batches = examples.size() / BATCH;
    for (int step = 0; step < epochs * batches; step++) {
      int batch = step % batches;
      if (batch == 0) {
        Collections.shuffle(order, random);
      }
      gradient(order.subList(batch * BATCH, (batch + 1) * BATCH), step);
      move(step, epochs * batches);
    }
    return layout.rounded(parameters);
  }

  private void gradient(List<Example> batch, int step) {
    IntStream.range(0, SHARDS)
        .parallel()
        .forEach(shard -> {
          HeadGradient gradient = shards.get(shard);
          gradient.clear();
          var own = new Random(seed + (long) step * SHARDS + shard);
          for (int at = shard; at < batch.size(); at += SHARDS) {
            gradient.add(parameters, batch.get(at), own);
          }
        });
  }

  private void move(int step, int steps) {
    float rate = rate(step, steps);
    float firstScale = 1 / (1 - (float) Math.pow(FIRST, step + 1));
    float secondScale = 1 / (1 - (float) Math.pow(SECOND, step + 1));
    for (int at = 0; at < parameters.length; at++) {
      float gradient = 0;
      for (HeadGradient shard : shards) {
        gradient += shard.sum()[at];
      }
      gradient /= BATCH;
      first[at] = FIRST * first[at] + (1 - FIRST) * gradient;
      second[at] = SECOND * second[at] + (1 - SECOND) * gradient * gradient;
      float direction =
          firstScale * first[at] / ((float) Math.sqrt(secondScale * second[at]) + SMALL);
      parameters[at] -= rate * (direction + DECAY * parameters[at]);
    }
  }

  private static float rate(int step, int steps) {
    float warm = Math.min(1, (step + 1) / (0.05f * steps));
    return RATE * warm * (float) (1 + Math.cos(Math.PI * step / steps)) / 2;
  }
}
