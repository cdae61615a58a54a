package dev.imprimatur.training.learning;

import dev.imprimatur.policy.encoding.TokenStates;
import dev.imprimatur.policy.model.Outputs;
import dev.imprimatur.policy.model.SemanticHeads;
import java.util.Arrays;
import java.util.Random;

/**
 * Where the parts of the semantic heads lie in one array of parameters.
 *
 * @param units of the hidden layer
 */
record HeadLayout(int units) {
  int hidden() {
    return 0;
  }

  int hiddenBias() {
    return hidden() + TokenStates.WIDTH * units;
  }

  int evidence() {
    return hiddenBias() + units;
  }

  int evidenceBias() {
    return evidence() + units * Outputs.COUNT;
  }

  int mean() {
    return evidenceBias() + Outputs.COUNT;
  }

  int size() {
    return mean() + TokenStates.WIDTH * Outputs.COUNT;
  }

  /** Weights drawn evenly with a width that keeps the variance of what passes (He et al. 2015). */
  float[] start(Random random) {
    var parameters = new float[size()];
    for (int at = 0; at < hiddenBias(); at++) {
      parameters[at] = (2 * random.nextFloat() - 1) / (float) Math.sqrt(TokenStates.WIDTH);
    }
    for (int at = evidence(); at < evidenceBias(); at++) {
      parameters[at] = (2 * random.nextFloat() - 1) / (float) Math.sqrt(units);
    }
    return parameters;
  }

  /** The heads in half precision, as they are kept. */
  SemanticHeads rounded(float[] parameters) {
    var halves = new float[parameters.length];
    for (int at = 0; at < halves.length; at++) {
      halves[at] = Float.float16ToFloat(Float.floatToFloat16(parameters[at]));
    }
    return heads(halves);
  }

  SemanticHeads heads(float[] parameters) {
    return new SemanticHeads(
        Arrays.copyOfRange(parameters, hidden(), hiddenBias()),
        Arrays.copyOfRange(parameters, hiddenBias(), evidence()),
        Arrays.copyOfRange(parameters, evidence(), evidenceBias()),
        Arrays.copyOfRange(parameters, evidenceBias(), mean()),
        Arrays.copyOfRange(parameters, mean(), size()));
  }
}
