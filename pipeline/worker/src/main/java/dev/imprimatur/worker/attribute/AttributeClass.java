package dev.imprimatur.worker.attribute;

import java.util.List;

/**
 * What a classifier can tell apart on an axis.
 *
 * @param name for people
 * @param words of labels, and of a diversity target, that fall into it; several where the world
 *     draws them alike
 */
public record AttributeClass(String name, List<String> words) {
  public AttributeClass {
    if (name.isBlank() || words.isEmpty()) {
      throw new IllegalArgumentException("a class needs a name and at least one word");
    }
    words = List.copyOf(words);
  }
}
