package dev.imprimatur.policy.model;

import java.util.HashMap;

/** Levels in which everything from one half on is likely. */
final class LevelsOfHalf {
  static final Levels LEVELS = levels();

  private LevelsOfHalf() {}

  private static Levels levels() {
    var thresholds = new HashMap<String, Thresholds>();
    for (int output = 0; output < Outputs.COUNT; output++) {
      thresholds.put(Outputs.name(output), new Thresholds(0.5, 0.5));
    }
    return new Levels(thresholds);
  }
}
