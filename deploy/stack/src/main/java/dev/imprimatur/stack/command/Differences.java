package dev.imprimatur.stack.command;

import com.fasterxml.jackson.databind.JsonNode;
import java.io.IOException;
import java.util.LinkedHashMap;
import java.util.Map;

/** Counts and tables of decisions that would come out otherwise. */
final class Differences {
  private static final Map<String, String> TITLES = titles();
  private static final String ROW = "%-36s  %-19s  %-14s  %-12s  %s";

  private Differences() {}

  private static Map<String, String> titles() {
    var titles = new LinkedHashMap<String, String>();
    titles.put("newly-blocked", "Newly blocked");
    titles.put("newly-allowed", "Newly allowed");
    titles.put("other-obligations", "Other obligations");
    titles.put("other-reason", "Other reason");
    titles.put("unchanged", "Unchanged");
    titles.put("failed", "Failed");
    titles.put("dropped", "Dropped");
    return titles;
  }

  static void counts(JsonNode counts, Lines lines) {
    TITLES.forEach((kind, title) -> {
      if (counts.has(kind)) {
        lines.say("  %-18s %6d".formatted(title, counts.path(kind).asLong()));
      }
    });
  }

  /**
   * A table, page by page.
   *
   * @param address of the list
   * @param most how many rows are shown
   */
  static void table(PolicyClient policies, String address, int most)
      throws IOException, InterruptedException {
    Lines lines = policies.lines();
    String cursor = "";
    int shown = 0;
    do {
      JsonNode page = policies.get(address + (cursor.isEmpty() ? "" : "?cursor=" + cursor));
      for (JsonNode line : page.path("items")) {
        if (shown == 0) {
          lines.say(ROW.formatted("REQUEST", "WHEN", "WHAT", "WHO", "BEFORE -> THEN"));
        }
        if (shown == most) {
          lines.say("... and more; the console lists them all.");
          return;
        }
        row(line, lines);
        shown++;
      }
      cursor = page.hasNonNull("nextCursor") ? page.path("nextCursor").asText() : "";
    } while (!cursor.isEmpty());
  }

  private static void row(JsonNode line, Lines lines) {
    String when = line.path(line.has("at") ? "at" : "decidedAt").asText();
    lines.say(
        ROW.formatted(
            line.path("generation").asText(),
            when.substring(0, Math.min(19, when.length())),
            line.path("difference").asText(),
            line.path("owner").path("userName").asText("-"),
            line.path(line.has("from") ? "from" : "active").asText()
                + " -> "
                + line.path(line.has("to") ? "to" : "shadow").asText()));
  }
}
