package dev.imprimatur.policy.model;

import dev.imprimatur.policy.signal.Category;
import java.util.Arrays;
import java.util.List;

/** What the models give a number for: every trained category, and whether a prompt is unsafe. */
public final class Outputs {
  /** Belonging to any category of the moderation API. */
  public static final String UNSAFE = "unsafe";

  /** The trained categories; sexualised minors are told from two other signals. */
  public static final List<Category> CATEGORIES =
      Arrays.stream(Category.values())
          .filter(category -> category != Category.SEXUAL_MINORS)
          .toList();

  /** How many numbers there are. */
  public static final int COUNT = CATEGORIES.size() + 1;

  private Outputs() {}

  /** The name of an output. */
  public static String name(int output) {
    return output < CATEGORIES.size() ? CATEGORIES.get(output).id() : UNSAFE;
  }
}
