package dev.imprimatur.training.corpus;

import dev.imprimatur.policy.model.Descriptions;
import java.util.List;
import java.util.stream.Stream;

/** The lists of what describes people, and of words for people. */
public final class Described {
  private Described() {}

  /** What models read as one and the same. */
  public static Descriptions descriptions() {
    return new Descriptions(list("descriptors"), list("persons"));
  }

  private static List<String> list(String name) {
    return Lines.of("described/" + name + ".txt").stream()
        .flatMap(line -> Stream.of(line.split("\\|", -1)))
        .distinct()
        .toList();
  }
}
