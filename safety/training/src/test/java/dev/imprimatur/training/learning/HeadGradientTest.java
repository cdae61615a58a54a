package dev.imprimatur.training.learning;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import dev.imprimatur.policy.encoding.TokenStates;
import dev.imprimatur.policy.model.Outputs;
import java.util.List;
import java.util.Random;
import org.junit.jupiter.api.Test;

/** The gradient agrees with differences of the loss that the server's own forward pass gives. */
class HeadGradientTest {
  private static final int UNITS = 5;

  private final HeadLayout layout = new HeadLayout(UNITS);

  @Test
  void add_anyExample_givesTheSlopeOfTheLoss() {
    var random = new Random(4);
    float[] parameters = layout.start(random);
    for (int at = layout.mean(); at < layout.size(); at++) {
      parameters[at] = (random.nextFloat() - 0.5f) / 20;
    }
    Example example = example(random, 6);
    var gradient = new HeadGradient(layout, 0);
    gradient.add(parameters, example, random);
    for (int round = 0; round < 200; round++) {
      int at = random.nextInt(layout.size());
      double slope = slope(parameters, example, at);
      assertThat((double) gradient.sum()[at]).as("parameter %d", at).isCloseTo(slope, within(4e-3));
    }
  }

  private double slope(float[] parameters, Example example, int at) {
    float step = 2e-3f;
    float[] up = parameters.clone();
    up[at] += step;
    float[] down = parameters.clone();
    down[at] -= step;
    return (loss(up, example) - loss(down, example)) / (2 * step);
  }

  private double loss(float[] parameters, Example example) {
    var states = new float[example.states().length];
    for (int at = 0; at < states.length; at++) {
      states[at] = example.states()[at] * example.scale();
    }
    float[] logits = layout.heads(parameters).logits(List.of(new TokenStates(states)));
    double loss = 0;
    for (int output = 0; output < Outputs.COUNT; output++) {
      byte target = example.targets()[output];
      if (target != Targets.UNKNOWN) {
        double weight = example.weight() * (output == Outputs.COUNT - 1 ? 1 : 0.35);
        double signed = target == 1 ? -logits[output] : logits[output];
        loss += weight * Math.log1p(Math.exp(signed));
      }
    }
    return loss;
  }

  private static Example example(Random random, int pieces) {
    var values = new float[pieces * TokenStates.WIDTH];
    for (int at = 0; at < values.length; at++) {
      values[at] = (float) random.nextGaussian() / 2;
    }
    var targets = new byte[Outputs.COUNT];
    for (int output = 0; output < Outputs.COUNT; output++) {
      targets[output] = (byte) (random.nextInt(3) - 1);
    }
    return Example.of(new int[] {1}, new TokenStates(values), targets, 2);
  }
}
