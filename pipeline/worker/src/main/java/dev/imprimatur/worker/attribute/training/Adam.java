package dev.imprimatur.worker.attribute.training;

import java.util.HashMap;
import java.util.Map;

/** The optimiser of Kingma and Ba (2015), with their constants. */
final class Adam {
  private static final double FIRST = 0.9;
  private static final double SECOND = 0.999;
  private static final double EPSILON = 1e-8;

  private final Map<String, double[]> means = new HashMap<>();
  private final Map<String, double[]> squares = new HashMap<>();
  private int step;

  /** Begins a step, in which each weight is moved once. */
  void begin() {
    step++;
  }

  /** Moves a weight against its gradient. */
  void move(String name, float[] weight, float[] gradient, double rate) {
    double[] mean = means.computeIfAbsent(name, key -> new double[weight.length]);
    double[] square = squares.computeIfAbsent(name, key -> new double[weight.length]);
    double meanScale = 1 / (1 - Math.pow(FIRST, step));
    double squareScale = 1 / (1 - Math.pow(SECOND, step));
    for (int i = 0; i < weight.length; i++) {
      mean[i] = FIRST * mean[i] + (1 - FIRST) * gradient[i];
      square[i] = SECOND * square[i] + (1 - SECOND) * gradient[i] * gradient[i];
      weight[i] -=
          (float) (rate * mean[i] * meanScale / (Math.sqrt(square[i] * squareScale) + EPSILON));
    }
  }
}
