package dev.imprimatur.policy.decision;

import dev.imprimatur.policy.decision.SourceText.Piece;
import dev.imprimatur.policy.defect.Defect;
import java.util.ArrayList;
import java.util.List;
import java.util.SortedMap;
import java.util.regex.Pattern;

/**
 * Keeps texts from Cedar that would end this process: its parser is native code that recurses with
 * the nesting of brackets and expressions and overflows its stack (measured: 40 brackets on a stack
 * of 512 KiB, 100 on one of 1 MiB), and its schemas multiply by every alias of a type.
 */
final class CedarLimits {
  static final int DEEPEST = 16;
  private static final int LONGEST_POLICY = 8_000;
  private static final int MOST_CONDITIONALS = 32;
  private static final int MOST_POLICIES = 500;
  private static final int LONGEST_SCHEMA = 32_000;
  private static final Pattern CONDITIONAL = Pattern.compile("\\bif\\b");
  private static final Pattern ALIAS = Pattern.compile("\\btype\\s+[A-Za-z_]");

  private CedarLimits() {}

  static List<Defect> inPolicies(SortedMap<String, String> texts) {
    var defects = new ArrayList<Defect>();
    int count = 0;
    for (var file : texts.entrySet()) {
      var text = new SourceText(file.getValue());
      int tooDeep = tooDeep(text.code(), "([{", ")]}");
      if (tooDeep >= 0) {
        defects.add(Defect.at(file.getKey(), text.line(tooDeep), deep()));
      }
      for (Piece piece : text.pieces()) {
        count++;
        check(file.getKey(), text.line(piece.start()), piece, defects);
      }
    }
    if (count - texts.size() > MOST_POLICIES) {
      defects.add(Defect.of("policies/", "there are more than " + MOST_POLICIES + " policies"));
    }
    return defects;
  }

  private static void check(String file, int line, Piece piece, List<Defect> defects) {
    if (piece.code().chars().filter(each -> !Character.isWhitespace(each)).count()
        > LONGEST_POLICY) {
      defects.add(
          Defect.at(
              file,
              line,
              "the policy from here on has more than %d characters besides strings and comments"
                  .formatted(LONGEST_POLICY)));
    }
    if (CONDITIONAL.matcher(piece.code()).results().count() > MOST_CONDITIONALS) {
      defects.add(
          Defect.at(
              file,
              line,
              "the policy from here on has more than %d conditionals"
                  .formatted(MOST_CONDITIONALS)));
    }
  }

  static List<Defect> inSchema(String file, String schema) {
    var text = new SourceText(schema);
    var defects = new ArrayList<Defect>();
    if (schema.length() > LONGEST_SCHEMA) {
      defects.add(Defect.of(file, "a schema may have at most " + LONGEST_SCHEMA + " characters"));
    }
    int tooDeep = tooDeep(text.code(), "([{<", ")]}>");
    if (tooDeep >= 0) {
      defects.add(Defect.at(file, text.line(tooDeep), deep()));
    }
    ALIAS
        .matcher(text.code())
        .results()
        .findFirst()
        .ifPresent(alias ->
            defects.add(
                Defect.at(
                    file,
                    text.line(alias.start()),
                    "names for types (type ... = ...) are not used here")));
    return defects;
  }

  private static String deep() {
    return "brackets are nested more than " + DEEPEST + " deep";
  }

  /** Where the nesting first becomes too deep; negative if it never does. */
  private static int tooDeep(String code, String opening, String closing) {
    int depth = 0;
    for (int at = 0; at < code.length(); at++) {
      if (opening.indexOf(code.charAt(at)) >= 0) {
        depth++;
      } else if (closing.indexOf(code.charAt(at)) >= 0) {
        depth = Math.max(0, depth - 1);
      }
      if (depth > DEEPEST) {
        return at;
      }
    }
    return -1;
  }
}
