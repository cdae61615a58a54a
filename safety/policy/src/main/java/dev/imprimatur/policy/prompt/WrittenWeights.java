package dev.imprimatur.policy.prompt;

import java.math.BigDecimal;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Deque;
import java.util.List;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * Takes the markup of weights out of a cleaned prompt, in time linear in its length.
 *
 * <ul>
 *   <li>{@code (words:1.2)} weighs the words; nested weights multiply, to thousandths.
 *   <li>The number follows its colon at once. After a digit it needs a decimal point, since {@code
 *       (at 10:30)} is a time and {@code (16:9)} a shape.
 *   <li>Every other bracket is text, and so is one after a backslash, which is left out.
 * </ul>
 *
 * Markup does not end a word: {@code (rain:1.1)bow} is drawn as "rainbow", and judged as that.
 */
final class WrittenWeights {
  private static final double LARGEST = 2;
  private static final int MOST = 100;
  private static final double THOUSAND = 1000;
  private static final Pattern NUMBER =
      Pattern.compile("[+-]?+(?:[0-9]++(?:\\.[0-9]*+)?+|\\.[0-9]++)");

  private final String text;
  private final boolean[] dropped;

  /** Factors of the weights, at the places of their opening brackets; 0 elsewhere. */
  private final double[] factors;

  /** Whether a closing bracket ends a weight. */
  private final boolean[] ends;

  private int found;
  private Optional<String> defect = Optional.empty();

  private WrittenWeights(String text) {
    this.text = text;
    this.dropped = new boolean[text.length()];
    this.factors = new double[text.length()];
    this.ends = new boolean[text.length()];
  }

  /**
   * A prompt without its markup.
   *
   * @param text with single spaces, none at the ends
   * @param weights in their order; they do not overlap
   * @param defect the first thing that cannot be taken, if there is one
   */
  record Taken(String text, List<PromptWeight> weights, Optional<String> defect) {}

  static Taken outOf(String text) {
    var written = new WrittenWeights(text);
    written.find();
    return written.assemble();
  }

  private void find() {
    Deque<Integer> open = new ArrayDeque<>();
    // A number cannot reach back beyond a bracket.
    int from = 0;
    for (int at = 0; at < text.length(); at++) {
      char character = text.charAt(at);
      if (character == '\\' && at + 1 < text.length() && isBracket(text.charAt(at + 1))) {
        dropped[at] = true;
        at++;
        from = at + 1;
      } else if (character == '(') {
        open.push(at);
        from = at + 1;
      } else if (character == ')') {
        if (!open.isEmpty()) {
          close(open.pop(), at, from);
        }
        from = at + 1;
      }
    }
    if (found > MOST) {
      refuse("must have at most " + MOST + " weights");
    }
  }

  private void close(int opening, int closing, int from) {
    int colon = text.lastIndexOf(':', closing - 1);
    if (colon < from || text.substring(opening + 1, colon).isBlank()) {
      return;
    }
    Matcher number = NUMBER.matcher(text).region(colon + 1, closing);
    if (!number.matches() || isTimeOrShape(colon, number.group())) {
      return;
    }
    double factor = Double.parseDouble(number.group());
    if (!(factor >= PromptWeight.LEAST && factor <= LARGEST)) {
      refuse(
          "has the weight %s, and weights are from %s to %s; put a backslash before the bracket if it is text"
              .formatted(shown(number.group()), plain(PromptWeight.LEAST), plain(LARGEST)));
      return;
    }
    found++;
    factors[opening] = factor;
    ends[closing] = true;
    dropped[opening] = true;
    Arrays.fill(dropped, colon, closing + 1, true);
  }

  private boolean isTimeOrShape(int colon, String number) {
    return Character.isDigit(text.charAt(colon - 1)) && number.indexOf('.') < 0;
  }

  private Taken assemble() {
    var plain = new StringBuilder();
    var weights = new ArrayList<PromptWeight>();
    Deque<Double> open = new ArrayDeque<>(List.of(1.0));
    double weight = 1;
    int since = 0;
    for (int at = 0; at < text.length(); at++) {
      if (factors[at] > 0) {
        open.push(rounded(open.element() * factors[at]));
      } else if (ends[at]) {
        open.pop();
      } else if (!dropped[at] && !isSecondSpace(plain, text.charAt(at))) {
        if (weight != open.element()) {
          weigh(weights, plain, since, weight);
          weight = open.element();
          since = plain.length();
        }
        plain.append(text.charAt(at));
      }
    }
    String stripped = plain.toString().stripTrailing();
    plain.setLength(stripped.length());
    weigh(weights, plain, since, weight);
    return new Taken(stripped, weights, defect);
  }

  private void weigh(List<PromptWeight> weights, StringBuilder plain, int since, double weight) {
    if (plain.length() <= since || weight == 1) {
      return;
    }
    if (weight < PromptWeight.LEAST || weight > PromptWeight.MOST) {
      refuse(
          "has weights within weights, and together they must be from %s to %s"
              .formatted(plain(PromptWeight.LEAST), plain(PromptWeight.MOST)));
      return;
    }
    weights.add(new PromptWeight(since, plain.length(), weight));
  }

  private static boolean isSecondSpace(StringBuilder plain, char character) {
    return character == ' ' && (plain.isEmpty() || plain.charAt(plain.length() - 1) == ' ');
  }

  private void refuse(String rule) {
    if (defect.isEmpty()) {
      defect = Optional.of(rule);
    }
  }

  private static double rounded(double weight) {
    return Math.rint(weight * THOUSAND) / THOUSAND;
  }

  private static boolean isBracket(char character) {
    return character == '(' || character == ')';
  }

  private static String shown(String number) {
    return number.length() <= 12 ? number : number.substring(0, 12) + "…";
  }

  private static String plain(double number) {
    return BigDecimal.valueOf(number).stripTrailingZeros().toPlainString();
  }
}
