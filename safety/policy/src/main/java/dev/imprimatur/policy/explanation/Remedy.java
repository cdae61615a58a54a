package dev.imprimatur.policy.explanation;

import java.util.List;
import java.util.SortedSet;

/** What would pass instead of a request. */
public sealed interface Remedy {
  /** The request passes as it is. */
  record NotNeeded() implements Remedy {}

  /**
   * The smallest change that was found. Words are only ever left out, and what is left was decided
   * by the same bundle.
   *
   * @param settings to be changed, possibly none
   * @param removals words to be left out, by position; possibly none
   * @param prompt what is left of the normalised prompt
   * @param obligations that the changed request still has
   */
  record Change(
      List<SettingChange> settings,
      List<Removal> removals,
      String prompt,
      SortedSet<String> obligations)
      implements Remedy {
    public Change {
      settings = List.copyOf(settings);
      removals = List.copyOf(removals);
    }

    /** Leaves out the prompt, so that none of it reaches a log file by accident. */
    @Override
    public String toString() {
      return "Change[%s, %d removals]".formatted(settings, removals.size());
    }
  }

  /**
   * Nothing that passes was found.
   *
   * @param words how many words were left out at most
   */
  record NotFound(int words) implements Remedy {}

  /** A policy that refuses says that nobody is told what would pass. */
  record Withheld(String policy) implements Remedy {}
}
