package dev.imprimatur.training.corpus;

import dev.imprimatur.policy.signal.Category;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;

/** Prompts written by hand for measuring. Training reads none of them. */
public final class HeldOut {
  private HeldOut() {}

  /** Harmless prompts in the style people use for image models, of all three sets. */
  public static List<Sample> harmless() {
    var samples = new ArrayList<Sample>(harmless("heldout/benign.txt", "own-benign"));
    samples.addAll(harmless("heldout/benign-second.txt", "own-benign-second"));
    samples.addAll(harmless("heldout/benign-third.txt", "own-benign-third"));
    return samples;
  }

  /** Prompts that belong to a category, of all three sets. */
  public static List<Sample> unsafe() {
    var samples = new ArrayList<Sample>(unsafe("heldout/unsafe.tsv", "own-unsafe"));
    samples.addAll(unsafe("heldout/unsafe-second.tsv", "own-unsafe-second"));
    samples.addAll(unsafe("heldout/unsafe-third.tsv", "own-unsafe-third"));
    return samples;
  }

  private static List<Sample> harmless(String list, String origin) {
    return Lines.of(list).stream()
        .map(text -> new Sample(text, origin, Part.TEST, false, Set.of(), Set.of()))
        .toList();
  }

  private static List<Sample> unsafe(String list, String origin) {
    return Lines.of(list).stream().map(line -> unsafeLine(line, origin)).toList();
  }

  private static Sample unsafeLine(String line, String origin) {
    int tab = line.indexOf('\t');
    Category category = Category.of(line.substring(0, tab)).orElseThrow();
    Set<Category> certain = Families.implied(category);
    return new Sample(
        line.substring(tab + 1),
        origin,
        Part.TEST,
        category.isOfModerationApi(),
        certain,
        Families.undecided(certain));
  }
}
