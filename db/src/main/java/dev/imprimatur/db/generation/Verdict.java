package dev.imprimatur.db.generation;

import dev.imprimatur.db.account.Account;
import java.util.Set;

/**
 * What an officer decides on held pictures.
 *
 * @param officer who; never the owner
 * @param released the indexes of the pictures that the owner may have
 */
public record Verdict(Account officer, Set<Integer> released) {
  public Verdict {
    released = Set.copyOf(released);
  }
}
