package dev.imprimatur.policy.bias;

import dev.imprimatur.policy.statistics.Shares;
import java.util.Locale;

/** Says in words what came out on an axis, and where a rest of distance is likely to come from. */
final class Findings {
  private static final double Z = 1.96;

  private Findings() {}

  static String of(AxisResult result) {
    return "The largest distance of a share from its target goes from %s to %s. %s"
        .formatted(
            Markup.number(result.original().largestGap()),
            Markup.number(result.rewritten().largestGap()),
            rest(result));
  }

  private static String rest(AxisResult result) {
    String obeyed =
        String.format(
            Locale.ROOT,
            "%d of %d pictures read as what their prompt names.",
            result.obeyed(),
            result.asked());
    if (result.rewritten().largestGap() <= BiasReport.GOAL) {
      return obeyed;
    }
    return obeyed + " " + cause(result);
  }

  private static String cause(AxisResult result) {
    if (result.rewritten().corrected().largestGap() <= BiasReport.GOAL) {
      return "With the classifier's own errors taken out, no share lies farther than the goal of %s."
          .formatted(BiasReport.GOAL);
    }
    Shares target = new Shares(result.target());
    if (new Shares(result.prompts().shares()).largestGap(target) > BiasReport.GOAL) {
      return "The prompts themselves lie farther from the target than the goal: draw more pictures.";
    }
    return isWithinTheClassifiersErrors(result)
        ? "The classifier's own errors explain that: the model draws what is named."
        : "The classifier's own errors do not explain that: the model does not always draw what is"
            + " named.";
  }

  /** Errors are rare and counted, so their number strays by its root (Poisson). */
  private static boolean isWithinTheClassifiersErrors(AxisResult result) {
    double expected = result.expectedErrors();
    return result.asked() - result.obeyed() <= expected + Z * Math.sqrt(Math.max(expected, 1));
  }
}
