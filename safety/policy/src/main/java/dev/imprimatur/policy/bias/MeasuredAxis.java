package dev.imprimatur.policy.bias;

import java.util.List;
import java.util.stream.IntStream;

/**
 * An axis as a classifier tells it.
 *
 * @param axis its name in the diversity rules
 * @param classes what is told apart
 * @param errors readings of pictures whose truth was known: a row for each true class, a column for
 *     each read one
 */
public record MeasuredAxis(String axis, List<MeasuredClass> classes, List<List<Integer>> errors) {
  public MeasuredAxis {
    classes = List.copyOf(classes);
    errors = errors.stream().map(List::copyOf).toList();
  }

  /**
   * A class.
   *
   * @param name for people
   * @param words of the target that fall into it
   */
  public record MeasuredClass(String name, List<String> words) {
    public MeasuredClass {
      words = List.copyOf(words);
    }
  }

  /** The index of the class that a target's word falls into; below 0 if into none. */
  public int classOf(String word) {
    return IntStream.range(0, classes.size())
        .filter(index -> classes.get(index).words().contains(word))
        .findFirst()
        .orElse(-1);
  }

  /** How many of the pictures whose truth was known were read rightly, 0 to 1. */
  public double accuracy() {
    int right = IntStream.range(0, classes.size()).map(at -> errors.get(at).get(at)).sum();
    return (double) right / errors.stream().flatMap(List::stream).mapToInt(each -> each).sum();
  }

  List<String> names() {
    return classes.stream().map(MeasuredClass::name).toList();
  }
}
