package dev.imprimatur.training.corpus;

import static dev.imprimatur.policy.signal.Category.DECEPTION;
import static dev.imprimatur.policy.signal.Category.HARASSMENT;
import static dev.imprimatur.policy.signal.Category.HARASSMENT_THREATENING;
import static dev.imprimatur.policy.signal.Category.HATE;
import static dev.imprimatur.policy.signal.Category.HATE_THREATENING;
import static dev.imprimatur.policy.signal.Category.ILLICIT;
import static dev.imprimatur.policy.signal.Category.ILLICIT_VIOLENT;
import static dev.imprimatur.policy.signal.Category.PERSONAL_DATA;
import static dev.imprimatur.policy.signal.Category.SELF_HARM;
import static dev.imprimatur.policy.signal.Category.SELF_HARM_INSTRUCTIONS;
import static dev.imprimatur.policy.signal.Category.SELF_HARM_INTENT;
import static dev.imprimatur.policy.signal.Category.SEXUAL;
import static dev.imprimatur.policy.signal.Category.VIOLENCE;
import static dev.imprimatur.policy.signal.Category.VIOLENCE_GRAPHIC;

import dev.imprimatur.policy.signal.Category;
import java.util.EnumSet;
import java.util.List;
import java.util.Set;

/** Which categories follow from another, and which may come with it. */
final class Families {
  private static final List<Set<Category>> OVERLAPPING =
      List.of(
          EnumSet.of(VIOLENCE, VIOLENCE_GRAPHIC, ILLICIT_VIOLENT, SELF_HARM),
          EnumSet.of(VIOLENCE, HATE_THREATENING, HARASSMENT_THREATENING),
          EnumSet.of(HATE, HARASSMENT, HATE_THREATENING, HARASSMENT_THREATENING),
          EnumSet.of(SEXUAL, HARASSMENT),
          EnumSet.of(ILLICIT, ILLICIT_VIOLENT, DECEPTION, PERSONAL_DATA),
          EnumSet.of(SELF_HARM, SELF_HARM_INTENT, SELF_HARM_INSTRUCTIONS));

  private Families() {}

  /** The category and the wider one it is part of. */
  static Set<Category> implied(Category category) {
    EnumSet<Category> implied = EnumSet.of(category);
    int slash = category.id().indexOf('/');
    if (slash > 0) {
      Category.of(category.id().substring(0, slash)).ifPresent(implied::add);
    }
    return implied;
  }

  /** Categories of which nothing follows when one is certain. */
  static Set<Category> undecided(Set<Category> certain) {
    EnumSet<Category> undecided = EnumSet.noneOf(Category.class);
    OVERLAPPING.stream()
        .filter(family -> family.stream().anyMatch(certain::contains))
        .forEach(undecided::addAll);
    undecided.removeAll(certain);
    return undecided;
  }
}
