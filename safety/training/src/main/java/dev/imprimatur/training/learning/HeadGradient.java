package dev.imprimatur.training.learning;

import dev.imprimatur.policy.encoding.TokenStates;
import dev.imprimatur.policy.model.Outputs;
import java.util.Arrays;
import java.util.Random;

/**
 * The gradient of the logistic loss of {@link dev.imprimatur.policy.model.SemanticHeads}, summed
 * over examples. Parameters and gradient lie in one array each, laid out by {@link HeadLayout}.
 */
final class HeadGradient {
  private static final int WIDTH = TokenStates.WIDTH;
  private static final int OUTPUTS = Outputs.COUNT;

  /** A category counts less than the verdict on the whole prompt, since there are many. */
  private static final float CATEGORY_WEIGHT = 0.35f;

  private final HeadLayout layout;
  private final float leftOut;
  private final float[] sum;

  /**
   * @param leftOut share of hidden units silenced in each example
   */
  HeadGradient(HeadLayout layout, float leftOut) {
    this.layout = layout;
    this.leftOut = leftOut;
    this.sum = new float[layout.size()];
  }

  float[] sum() {
    return sum;
  }

  void clear() {
    Arrays.fill(sum, 0);
  }

  /** Adds an example's gradient at these parameters. */
  void add(float[] parameters, Example example, Random random) {
    int pieces = example.pieces();
    float[] states = states(example);
    float[] mean = mean(states, pieces);
    boolean[] silent = silent(random);
    float[] activations = activations(parameters, states, pieces, silent);
    float[] evidence = evidence(parameters, activations, pieces);
    float[] logits = joined(parameters, evidence, mean, pieces);
    float[] errors = errors(logits, example);
    back(parameters, states, mean, activations, evidence, errors, pieces);
  }

  private static float[] states(Example example) {
    var states = new float[example.states().length];
    for (int at = 0; at < states.length; at++) {
      states[at] = example.states()[at] * example.scale();
    }
    return states;
  }

  private static float[] mean(float[] states, int pieces) {
    var mean = new float[WIDTH];
    for (int at = 0; at < states.length; at++) {
      mean[at % WIDTH] += states[at] / pieces;
    }
    return mean;
  }

  private boolean[] silent(Random random) {
    var silent = new boolean[layout.units()];
    for (int unit = 0; unit < silent.length; unit++) {
      silent[unit] = random.nextFloat() < leftOut;
    }
    return silent;
  }

  private float[] activations(float[] parameters, float[] states, int pieces, boolean[] silent) {
    int units = layout.units();
    var activations = new float[pieces * units];
    var sums = new float[units];
    for (int piece = 0; piece < pieces; piece++) {
      System.arraycopy(parameters, layout.hiddenBias(), sums, 0, units);
      for (int at = 0; at < WIDTH; at++) {
        float state = states[piece * WIDTH + at];
        int row = layout.hidden() + at * units;
        for (int unit = 0; unit < units; unit++) {
          sums[unit] += state * parameters[row + unit];
        }
      }
      for (int unit = 0; unit < units; unit++) {
        activations[piece * units + unit] =
            silent[unit] ? 0 : Math.max(sums[unit], 0) / (1 - leftOut);
      }
    }
    return activations;
  }

  private float[] evidence(float[] parameters, float[] activations, int pieces) {
    int units = layout.units();
    var evidence = new float[pieces * OUTPUTS];
    for (int piece = 0; piece < pieces; piece++) {
      System.arraycopy(parameters, layout.evidenceBias(), evidence, piece * OUTPUTS, OUTPUTS);
      for (int unit = 0; unit < units; unit++) {
        float activation = activations[piece * units + unit];
        int row = layout.evidence() + unit * OUTPUTS;
        for (int output = 0; output < OUTPUTS; output++) {
          evidence[piece * OUTPUTS + output] += activation * parameters[row + output];
        }
      }
    }
    return evidence;
  }

  /** The log-odds; the evidence becomes each piece's share in them. */
  private float[] joined(float[] parameters, float[] evidence, float[] mean, int pieces) {
    var logits = new float[OUTPUTS];
    for (int output = 0; output < OUTPUTS; output++) {
      double total = 0;
      for (int piece = 0; piece < pieces; piece++) {
        total += Math.exp(evidence[piece * OUTPUTS + output]);
      }
      for (int piece = 0; piece < pieces; piece++) {
        int at = piece * OUTPUTS + output;
        evidence[at] = (float) (Math.exp(evidence[at]) / total);
      }
      logits[output] = (float) (Math.log(total) - Math.log(pieces) / 2);
    }
    for (int at = 0; at < WIDTH; at++) {
      int row = layout.mean() + at * OUTPUTS;
      for (int output = 0; output < OUTPUTS; output++) {
        logits[output] += mean[at] * parameters[row + output];
      }
    }
    return logits;
  }

  private static float[] errors(float[] logits, Example example) {
    byte[] targets = example.targets();
    var errors = new float[OUTPUTS];
    for (int output = 0; output < OUTPUTS; output++) {
      if (targets[output] != Targets.UNKNOWN) {
        float weight = example.weight() * (output == OUTPUTS - 1 ? 1 : CATEGORY_WEIGHT);
        errors[output] = weight * ((float) (1 / (1 + Math.exp(-logits[output]))) - targets[output]);
      }
    }
    return errors;
  }

  private void back(
      float[] parameters,
      float[] states,
      float[] mean,
      float[] activations,
      float[] shares,
      float[] errors,
      int pieces) {
    for (int at = 0; at < WIDTH; at++) {
      int row = layout.mean() + at * OUTPUTS;
      for (int output = 0; output < OUTPUTS; output++) {
        sum[row + output] += mean[at] * errors[output];
      }
    }
    int units = layout.units();
    var given = new float[OUTPUTS];
    var hidden = new float[units];
    for (int piece = 0; piece < pieces; piece++) {
      for (int output = 0; output < OUTPUTS; output++) {
        given[output] = shares[piece * OUTPUTS + output] * errors[output];
        sum[layout.evidenceBias() + output] += given[output];
      }
      for (int unit = 0; unit < units; unit++) {
        hidden[unit] =
            unit(parameters, activations[piece * units + unit], unit, given) / (1 - leftOut);
        sum[layout.hiddenBias() + unit] += hidden[unit];
      }
      for (int at = 0; at < WIDTH; at++) {
        float state = states[piece * WIDTH + at];
        int row = layout.hidden() + at * units;
        for (int unit = 0; unit < units; unit++) {
          sum[row + unit] += state * hidden[unit];
        }
      }
    }
  }

  private float unit(float[] parameters, float activation, int unit, float[] given) {
    if (activation <= 0) {
      return 0;
    }
    int row = layout.evidence() + unit * OUTPUTS;
    float back = 0;
    for (int output = 0; output < OUTPUTS; output++) {
      sum[row + output] += activation * given[output];
      back += parameters[row + output] * given[output];
    }
    return back;
  }
}
