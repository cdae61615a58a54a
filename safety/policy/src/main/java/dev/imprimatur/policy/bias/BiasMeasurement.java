package dev.imprimatur.policy.bias;

import dev.imprimatur.policy.bias.AxisResult.PromptShares;
import dev.imprimatur.policy.statistics.Misreading;
import dev.imprimatur.policy.statistics.Shares;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.IntStream;

/** Computes what came out for an occupation from what was read off its pictures. */
public final class BiasMeasurement {
  private BiasMeasurement() {}

  /**
   * The results of all axes that the rewriting names and the classifier tells.
   *
   * @param original what was read off each picture without rewriting: the class's index by axis
   * @param rewritten the same of the pictures with rewriting
   */
  public static BiasReport.Occupation of(
      OccupationPlan plan,
      List<MeasuredAxis> axes,
      List<Map<String, Integer>> original,
      List<Map<String, Integer>> rewritten) {
    var results = new ArrayList<AxisResult>();
    for (MeasuredAxis axis : axes) {
      List<List<Integer>> named = named(plan, axis, rewritten);
      if (named.stream().flatMap(List::stream).anyMatch(count -> count > 0)) {
        target(plan, axis)
            .ifPresent(target -> results.add(result(axis, target, named, original, rewritten)));
      }
    }
    return new BiasReport.Occupation(plan.occupation(), plan.prompt(), results);
  }

  /** The target's shares by class; none if a word of it falls into no class. */
  private static Optional<Shares> target(OccupationPlan plan, MeasuredAxis axis) {
    Optional<TargetAxis> named =
        plan.axes().stream().filter(each -> each.name().equals(axis.axis())).findFirst();
    if (named.isEmpty()
        || named.get().shares().keySet().stream().anyMatch(word -> axis.classOf(word) < 0)) {
      return Optional.empty();
    }
    double[] shares = new double[axis.classes().size()];
    named.get().shares().forEach((word, share) -> shares[axis.classOf(word)] += share);
    return Optional.of(new Shares(Arrays.stream(shares).boxed().toList()));
  }

  private static AxisResult result(
      MeasuredAxis axis,
      Shares target,
      List<List<Integer>> named,
      List<Map<String, Integer>> original,
      List<Map<String, Integer>> rewritten) {
    List<Integer> asked =
        named.stream().map(row -> row.stream().mapToInt(Integer::intValue).sum()).toList();
    Shares prompts = Shares.of(asked);
    return new AxisResult(
        axis.axis(),
        axis.names(),
        target.values(),
        new PromptShares(
            asked, prompts.values(), prompts.totalVariation(target), prompts.divergence(target)),
        Measurement.of(counts(axis, original), target, axis.errors()),
        Measurement.of(counts(axis, rewritten), target, axis.errors()),
        named,
        Misreading.of(axis.errors()).expected(prompts).values(),
        expectedErrors(axis, asked));
  }

  private static double expectedErrors(MeasuredAxis axis, List<Integer> asked) {
    double errors = 0;
    for (int truth = 0; truth < asked.size(); truth++) {
      Shares read = Shares.of(axis.errors().get(truth));
      errors += asked.get(truth) * (1 - read.values().get(truth));
    }
    return errors;
  }

  private static List<List<Integer>> named(
      OccupationPlan plan, MeasuredAxis axis, List<Map<String, Integer>> rewritten) {
    int classes = axis.classes().size();
    int[][] named = new int[classes][classes];
    for (int picture = 0; picture < rewritten.size(); picture++) {
      String word = plan.rewritten().get(picture).named().getOrDefault(axis.axis(), "");
      if (axis.classOf(word) >= 0) {
        named[axis.classOf(word)][rewritten.get(picture).getOrDefault(axis.axis(), 0)]++;
      }
    }
    return IntStream.range(0, classes).mapToObj(row -> listed(named[row])).toList();
  }

  private static List<Integer> counts(MeasuredAxis axis, List<Map<String, Integer>> read) {
    int[] counts = new int[axis.classes().size()];
    read.forEach(picture -> counts[picture.getOrDefault(axis.axis(), 0)]++);
    return listed(counts);
  }

  private static List<Integer> listed(int[] counts) {
    return IntStream.of(counts).boxed().toList();
  }
}
