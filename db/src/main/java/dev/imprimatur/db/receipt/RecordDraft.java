package dev.imprimatur.db.receipt;

import java.util.Collections;
import java.util.Map;
import java.util.SortedMap;
import java.util.TreeMap;
import java.util.regex.Pattern;

/**
 * What is to be recorded.
 *
 * @param type for example {@code generation}
 * @param fields by name; values are text, JSON where they have a structure
 */
public record RecordDraft(String type, SortedMap<String, String> fields) {
  static final Pattern NAME = Pattern.compile("[a-z][a-zA-Z0-9-]{0,63}");

  public RecordDraft {
    requireName(type);
    fields.keySet().forEach(RecordDraft::requireName);
    fields = Collections.unmodifiableSortedMap(new TreeMap<>(fields));
  }

  /** A draft with its fields in any order. */
  public static RecordDraft of(String type, Map<String, String> fields) {
    return new RecordDraft(type, new TreeMap<>(fields));
  }

  private static void requireName(String name) {
    if (!NAME.matcher(name).matches()) {
      throw new IllegalArgumentException("not a name of a type or field: " + name);
    }
  }
}
