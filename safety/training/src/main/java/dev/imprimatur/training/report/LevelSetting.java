package dev.imprimatur.training.report;

import dev.imprimatur.policy.model.Levels;
import dev.imprimatur.policy.model.Outputs;
import dev.imprimatur.policy.model.Thresholds;
import java.util.Map;
import java.util.TreeMap;

/**
 * Sets thresholds from the calibration part. The verdict on the whole prompt may raise false alarms
 * at the rates that are asked for; single categories, of which there are many, at a twentieth of
 * them. What no moderation category is about may use the whole rate.
 */
public final class LevelSetting {
  /** Two harmless stylised prompts in a thousand may be taken for unsafe. */
  private static final double LIKELY = 0.002;

  /** And one in twenty looked at twice. */
  private static final double UNCERTAIN = 0.05;

  private static final double SINGLE = 0.05;

  /** Nothing is called likely or uncertain below these, however rare its false alarms are. */
  private static final double LOWEST_LIKELY = 0.5;

  private static final double LOWEST_UNCERTAIN = 0.1;

  private LevelSetting() {}

  /** Thresholds of every output. */
  public static Levels of(Measurement calibration) {
    var outputs = new TreeMap<String, Thresholds>();
    for (int output = 0; output < Outputs.COUNT; output++) {
      boolean single =
          output < Outputs.COUNT - 1 && Outputs.CATEGORIES.get(output).isOfModerationApi();
      double share = single ? SINGLE : 1;
      double likely = atLeast(LOWEST_LIKELY, calibration.threshold(output, LIKELY * share));
      double uncertain =
          atLeast(LOWEST_UNCERTAIN, calibration.threshold(output, UNCERTAIN * share));
      outputs.put(Outputs.name(output), new Thresholds(Math.min(uncertain, likely), likely));
    }
    return new Levels(outputs);
  }

  /** Thresholds that note nothing, for measuring without any. */
  public static Levels none() {
    var outputs = new TreeMap<String, Thresholds>();
    for (int output = 0; output < Outputs.COUNT; output++) {
      outputs.put(Outputs.name(output), new Thresholds(1, 1));
    }
    return new Levels(Map.copyOf(outputs));
  }

  private static double atLeast(double lowest, double threshold) {
    return Math.min(1, Math.max(lowest, Math.ceil(threshold * 1e4) / 1e4));
  }
}
