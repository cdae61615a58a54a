package dev.imprimatur.training.learning;

import dev.imprimatur.policy.model.NgramModel;
import dev.imprimatur.policy.model.Outputs;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Collections;
import java.util.List;
import java.util.Random;

/**
 * Logistic regression over hashed n-grams by AdaGrad (Duchi et al. 2011). In each step some of the
 * features are left out at random, so that no single word has to carry a decision.
 */
final class NgramLearner {
  private static final int EPOCHS = 6;
  private static final float RATE = 0.15f;
  private static final float LEFT_OUT = 0.3f;
  private static final float DECAY = 2e-6f;
  private static final int LARGEST = 95;

  private final Random random;
  private final float[] weights;
  private final float[] squares;
  private final float[] biases = new float[Outputs.COUNT];
  private final float[] biasSquares = new float[Outputs.COUNT];

  NgramLearner(int buckets, long seed) {
    this.random = new Random(seed);
    this.weights = new float[buckets * Outputs.COUNT];
    this.squares = new float[buckets * Outputs.COUNT];
  }

  NgramModel learn(List<Example> examples) {
    var order = new ArrayList<>(examples);
    for (int epoch = 0; epoch < EPOCHS; epoch++) {
      Collections.shuffle(order, random);
      order.forEach(this::step);
    }
    return quantised();
  }

  private void step(Example example) {
    int[] kept =
        Arrays.stream(example.buckets())
            .filter(ignored -> random.nextFloat() >= LEFT_OUT)
            .toArray();
    var errors = new float[Outputs.COUNT];
    for (int output = 0; output < Outputs.COUNT; output++) {
      if (example.targets()[output] != Targets.UNKNOWN) {
        float logit = biases[output];
        for (int bucket : kept) {
          logit += weights[bucket * Outputs.COUNT + output] / (1 - LEFT_OUT);
        }
        float error = (float) (1 / (1 + Math.exp(-logit))) - example.targets()[output];
        errors[output] = example.weight() * error;
      }
    }
    update(kept, errors);
  }

  private void update(int[] kept, float[] errors) {
    for (int output = 0; output < Outputs.COUNT; output++) {
      float error = errors[output];
      biasSquares[output] += error * error;
      biases[output] -= RATE * error / (float) Math.sqrt(1 + biasSquares[output]);
    }
    for (int bucket : kept) {
      int row = bucket * Outputs.COUNT;
      for (int output = 0; output < Outputs.COUNT; output++) {
        float gradient = errors[output] + DECAY * weights[row + output];
        squares[row + output] += gradient * gradient;
        weights[row + output] -= RATE * gradient / (float) Math.sqrt(1 + squares[row + output]);
      }
    }
  }

  private NgramModel quantised() {
    var scales = new float[Outputs.COUNT];
    var bytes = new byte[weights.length];
    for (int at = 0; at < weights.length; at++) {
      int output = at % Outputs.COUNT;
      scales[output] = Math.max(scales[output], Math.abs(weights[at]) / LARGEST);
    }
    for (int at = 0; at < weights.length; at++) {
      float scale = scales[at % Outputs.COUNT];
      bytes[at] = scale == 0 ? 0 : (byte) Math.round(weights[at] / scale);
    }
    return new NgramModel(bytes, scales, biases);
  }
}
