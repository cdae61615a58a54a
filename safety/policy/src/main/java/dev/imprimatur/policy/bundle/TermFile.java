package dev.imprimatur.policy.bundle;

import dev.imprimatur.policy.defect.Defect;
import dev.imprimatur.policy.signal.Category;
import dev.imprimatur.policy.signal.ListedTerm;
import dev.imprimatur.policy.signal.Severity;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Optional;

/**
 * Reads a term list: a severity and a term on each line, comments after {@code #}. The file is
 * named after its category, with a hyphen for the slash.
 */
final class TermFile {
  private TermFile() {}

  /**
   * A term with its place.
   *
   * @param line counted from 1
   */
  record Entry(int line, ListedTerm term) {}

  static List<Entry> read(String name, String text, List<Defect> defects) {
    Optional<Category> category = category(name);
    if (category.isEmpty()) {
      defects.add(Defect.of(name, "the file is not named after a category"));
      return List.of();
    }
    var terms = new ArrayList<Entry>();
    List<String> lines = text.lines().toList();
    for (int number = 1; number <= lines.size(); number++) {
      String line = lines.get(number - 1).strip();
      if (line.isEmpty() || line.startsWith("#")) {
        continue;
      }
      Optional<ListedTerm> term = term(line, category.get());
      if (term.isPresent()) {
        terms.add(new Entry(number, term.get()));
      } else {
        defects.add(Defect.at(name, number, "expected low, medium or high, then a term"));
      }
    }
    return terms;
  }

  private static Optional<ListedTerm> term(String line, Category category) {
    int space = line.indexOf(' ');
    if (space < 0 || line.substring(space).codePoints().noneMatch(Character::isLetterOrDigit)) {
      return Optional.empty();
    }
    return severity(line.substring(0, space))
        .map(severity -> new ListedTerm(line.substring(space).strip(), category, severity));
  }

  private static Optional<Severity> severity(String word) {
    for (Severity severity : Severity.values()) {
      if (severity.name().toLowerCase(Locale.ROOT).equals(word)) {
        return Optional.of(severity);
      }
    }
    return Optional.empty();
  }

  private static Optional<Category> category(String name) {
    String file = name.substring(name.lastIndexOf('/') + 1).replaceFirst("\\.txt$", "");
    for (Category category : Category.values()) {
      if (category.id().replace('/', '-').equals(file)) {
        return Optional.of(category);
      }
    }
    return Optional.empty();
  }
}
