package dev.imprimatur.policy.model;

import dev.imprimatur.policy.encoding.TokenStates;
import java.util.Arrays;
import java.util.List;

/**
 * Heads over the states of a text's pieces. Each piece gives evidence through one hidden layer, and
 * the evidence of all pieces is joined by a soft maximum, so that one unsafe clause in a long list
 * of style words is not averaged away (multiple-instance learning; Ilse et al. 2018). The mean
 * state adds what the text as a whole says.
 *
 * <p>The log-odds of output k over T pieces with states h are {@code log sum_t exp(v_k . relu(W h_t
 * + c) + d_k) - log(T) / 2 + m_k . mean(h)}.
 *
 * @param hidden W, state by state: {@code TokenStates.WIDTH} rows of as many numbers as c has
 * @param hiddenBias c
 * @param evidence v, hidden unit by hidden unit: rows of {@link Outputs#COUNT}
 * @param evidenceBias d
 * @param mean m, state by state: rows of {@link Outputs#COUNT}
 */
public record SemanticHeads(
    float[] hidden, float[] hiddenBias, float[] evidence, float[] evidenceBias, float[] mean) {
  public SemanticHeads {
    if (hidden.length != TokenStates.WIDTH * hiddenBias.length
        || evidence.length != hiddenBias.length * Outputs.COUNT
        || evidenceBias.length != Outputs.COUNT
        || mean.length != TokenStates.WIDTH * Outputs.COUNT) {
      throw new IllegalArgumentException("the parts of the semantic heads do not fit together");
    }
  }

  /** The log-odds of each output, the highest of any window. */
  public float[] logits(List<TokenStates> windows) {
    var highest = new float[Outputs.COUNT];
    Arrays.fill(highest, Float.NEGATIVE_INFINITY);
    for (TokenStates window : windows) {
      float[] logits = logits(window);
      for (int output = 0; output < Outputs.COUNT; output++) {
        highest[output] = Math.max(highest[output], logits[output]);
      }
    }
    return highest;
  }

  private float[] logits(TokenStates states) {
    int pieces = states.pieces();
    var sums = new double[Outputs.COUNT];
    var logits = new float[Outputs.COUNT];
    for (int piece = 0; piece < pieces; piece++) {
      float[] given = evidence(states.values(), piece * TokenStates.WIDTH);
      for (int output = 0; output < Outputs.COUNT; output++) {
        sums[output] += Math.exp(given[output]);
      }
    }
    for (int at = 0; at < states.values().length; at++) {
      float state = states.values()[at] / pieces;
      int row = at % TokenStates.WIDTH * Outputs.COUNT;
      for (int output = 0; output < Outputs.COUNT; output++) {
        logits[output] += state * mean[row + output];
      }
    }
    for (int output = 0; output < Outputs.COUNT; output++) {
      logits[output] += (float) (Math.log(sums[output]) - Math.log(pieces) / 2);
    }
    return logits;
  }

  private float[] evidence(float[] states, int from) {
    int units = hiddenBias.length;
    float[] activations = hiddenBias.clone();
    for (int at = 0; at < TokenStates.WIDTH; at++) {
      float state = states[from + at];
      int row = at * units;
      for (int unit = 0; unit < units; unit++) {
        activations[unit] += state * hidden[row + unit];
      }
    }
    float[] given = evidenceBias.clone();
    for (int unit = 0; unit < units; unit++) {
      float activation = Math.max(activations[unit], 0);
      int row = unit * Outputs.COUNT;
      for (int output = 0; output < Outputs.COUNT; output++) {
        given[output] += activation * evidence[row + output];
      }
    }
    return given;
  }
}
