package dev.imprimatur.worker.attribute;

import java.util.List;
import java.util.stream.IntStream;

/**
 * Something about a person that a classifier reads.
 *
 * @param name as diversity rules call it, for example {@code gender}
 * @param classes at least two
 */
public record AttributeAxis(String name, List<AttributeClass> classes) {
  public AttributeAxis {
    if (name.isBlank() || classes.size() < 2) {
      throw new IllegalArgumentException("an axis needs a name and at least two classes");
    }
    classes = List.copyOf(classes);
  }

  /**
   * The index of the class that a word falls into.
   *
   * @throws IllegalArgumentException if it falls into none
   */
  public int classOf(String word) {
    return IntStream.range(0, classes.size())
        .filter(index -> classes.get(index).words().contains(word))
        .findFirst()
        .orElseThrow(() ->
            new IllegalArgumentException("the axis %s has no class for %s".formatted(name, word)));
  }
}
