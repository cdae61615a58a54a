package dev.imprimatur.policy.rewriting;

import dev.imprimatur.policy.prompt.PromptWeight;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;

/** What each UTF-16 unit of a text weighs, for weights that lie on each other. */
final class LaidWeights {
  private static final double THOUSAND = 1000;

  private final double[] units;

  /**
   * Of a text in which nothing weighs more than the rest.
   *
   * @param length in UTF-16 units
   */
  LaidWeights(int length) {
    this.units = new double[length];
    Arrays.fill(units, 1);
  }

  /**
   * Multiplies the weights of a stretch, to thousandths, within what a prompt's words can weigh.
   * What reaches beyond the text is left out.
   */
  void multiply(int start, int end, double factor) {
    for (int unit = Math.max(0, start); unit < Math.min(end, units.length); unit++) {
      double weight = Math.rint(units[unit] * factor * THOUSAND) / THOUSAND;
      units[unit] = Math.clamp(weight, PromptWeight.LEAST, PromptWeight.MOST);
    }
  }

  /** The stretches that weigh more or less than the rest, in their order. */
  List<PromptWeight> stretches() {
    var stretches = new ArrayList<PromptWeight>();
    int start = 0;
    for (int unit = 1; unit <= units.length; unit++) {
      if (unit == units.length || units[unit] != units[start]) {
        if (units[start] != 1) {
          stretches.add(new PromptWeight(start, unit, units[start]));
        }
        start = unit;
      }
    }
    return List.copyOf(stretches);
  }
}
