package dev.imprimatur.policy.bias;

import dev.imprimatur.policy.statistics.Shares;
import java.util.Locale;
import java.util.stream.IntStream;

/** Says in words what came out on an axis, and where a rest of distance is likely to come from. */
final class Findings {
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
    return isWithinChance(result)
        ? "That lies within chance and the classifier's errors, for a model that draws what is named."
        : "Chance and the classifier's errors do not explain it: the model does not always draw what"
            + " is named.";
  }

  private static boolean isWithinChance(AxisResult result) {
    return IntStream.range(0, result.classes().size())
        .allMatch(at ->
            result.rewritten().shares().get(at).low() <= result.expected().get(at)
                && result.expected().get(at) <= result.rewritten().shares().get(at).high());
  }
}
