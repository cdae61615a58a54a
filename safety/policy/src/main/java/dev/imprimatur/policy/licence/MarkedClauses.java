package dev.imprimatur.policy.licence;

import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * The clauses that a Markdown text marks itself: paragraphs that begin with a bold letter and
 * number, such as {@code **R3**}.
 */
public final class MarkedClauses {
  private static final Pattern PARAGRAPH = Pattern.compile("\\n[ \\t]*\\n");
  private static final Pattern CLAUSE =
      Pattern.compile("\\s*\\*\\*([A-Z][0-9]{1,3})\\*\\*\\s+(\\S.*)", Pattern.DOTALL);

  private MarkedClauses() {}

  /** The clauses in the text's order. */
  public static List<Clause> in(String text) {
    var clauses = new ArrayList<Clause>();
    for (String paragraph : PARAGRAPH.split(text)) {
      Matcher clause = CLAUSE.matcher(paragraph);
      if (clause.matches()) {
        String statement = clause.group(2).strip().replaceAll("\\s+", " ");
        clauses.add(new Clause(clause.group(1), statement, Optional.empty()));
      }
    }
    return clauses;
  }
}
