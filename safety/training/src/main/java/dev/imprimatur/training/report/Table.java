package dev.imprimatur.training.report;

import java.util.ArrayList;
import java.util.List;

/** A table in Markdown. */
final class Table {
  private final List<String> lines = new ArrayList<>();

  Table(String... heads) {
    row((Object[]) heads);
    lines.add("|" + " --- |".repeat(heads.length));
  }

  void row(Object... cells) {
    var line = new StringBuilder("|");
    for (Object cell : cells) {
      line.append(' ').append(cell).append(" |");
    }
    lines.add(line.toString());
  }

  @Override
  public String toString() {
    return String.join("\n", lines) + "\n";
  }
}
