package dev.imprimatur.db.generation;

import java.util.List;
import java.util.Optional;

/**
 * Some generations, newest first.
 *
 * @param items of this page
 * @param next where the next page begins, if there is one
 */
public record Page(List<Generation> items, Optional<Cursor> next) {
  public Page {
    items = List.copyOf(items);
  }
}
