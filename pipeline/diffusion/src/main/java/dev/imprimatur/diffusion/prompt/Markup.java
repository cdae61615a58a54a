package dev.imprimatur.diffusion.prompt;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Set;

/**
 * The brackets of a prompt, in two passes: the first finds which bracket closes which and what each
 * pair multiplies by, the second collects the text between with the product of the open pairs.
 */
final class Markup {
  /** Factor of a round bracket, as the community's programs have it. */
  private static final double EMPHASIS = 1.1;

  private static final double LARGEST_FACTOR = 2;
  private static final int LEVELS = 16;

  /** Marks a character that is text, markup that is left out, or the bracket of a pair. */
  private enum Role {
    TEXT,
    DROPPED,
    OPENING,
    CLOSING
  }

  private final String prompt;
  private final Role[] roles;

  /** Factors of the pairs, at the places of their opening brackets. */
  private final double[] factors;

  private final Set<String> notices = new LinkedHashSet<>();
  private final List<WeightedSpan> spans = new ArrayList<>();

  private Markup(String prompt) {
    this.prompt = prompt;
    this.roles = new Role[prompt.length()];
    this.factors = new double[prompt.length()];
    Arrays.fill(roles, Role.TEXT);
  }

  static Markup of(String prompt) {
    Markup markup = new Markup(prompt);
    if (prompt.chars().anyMatch(c -> isOpening((char) c) || isClosing((char) c))) {
      markup.findPairs();
    }
    markup.collectSpans();
    return markup;
  }

  List<WeightedSpan> spans() {
    return spans;
  }

  List<String> notices() {
    return List.copyOf(notices);
  }

  private void findPairs() {
    var open = new OpenBrackets();
    int unmatched = 0;
    // A weight cannot reach back beyond the bracket or escape before it.
    int plainFrom = 0;
    int at = 0;
    while (at < prompt.length()) {
      char character = prompt.charAt(at);
      int next = at + 1;
      if (isEscape(at)) {
        roles[at] = Role.DROPPED;
        next++;
        plainFrom = next;
      } else if (isOpening(character)) {
        open.push(at, character);
        plainFrom = next;
      } else if (isClosing(character)) {
        if (open.has(partner(character))) {
          unmatched += open.dropTo(partner(character));
          close(open.pop(), at, plainFrom);
        } else {
          unmatched++;
        }
        plainFrom = next;
      }
      at = next;
    }
    reportUnmatched(unmatched + open.size());
  }

  private void reportUnmatched(int brackets) {
    if (brackets > 0) {
      notices.add(
          brackets == 1
              ? "A bracket of the prompt has no partner and was read as text."
              : brackets + " brackets of the prompt have no partner and were read as text.");
    }
  }

  private void close(int opening, int closing, int plainFrom) {
    roles[opening] = Role.OPENING;
    roles[closing] = Role.CLOSING;
    if (prompt.charAt(opening) == '[') {
      factors[opening] = 1 / EMPHASIS;
      return;
    }
    factors[opening] = EMPHASIS;
    WrittenWeight.before(prompt, plainFrom, closing)
        .ifPresent(weight -> {
          Arrays.fill(roles, weight.from(), closing, Role.DROPPED);
          factors[opening] = Math.clamp(weight.number(), 0, LARGEST_FACTOR);
          if (factors[opening] != weight.number()) {
            notices.add(
                "A weight of the prompt is not between 0 and 2: the nearer of them was used.");
          }
        });
  }

  private void collectSpans() {
    var text = new StringBuilder();
    var open = new ArrayList<Double>();
    float textWeight = 1;
    float weight = 1;
    for (int at = 0; at < prompt.length(); at++) {
      switch (roles[at]) {
        case TEXT -> {
          if (weight != textWeight) {
            add(text, textWeight);
            textWeight = weight;
          }
          text.append(prompt.charAt(at));
        }
        case DROPPED -> {}
        case OPENING -> {
          open.add(factors[at]);
          weight = weight(open);
        }
        case CLOSING -> {
          open.removeLast();
          weight = weight(open);
        }
      }
    }
    add(text, textWeight);
  }

  private void add(StringBuilder text, float weight) {
    if (!text.isEmpty()) {
      spans.add(new WeightedSpan(text.toString(), weight));
      text.setLength(0);
    }
  }

  private float weight(List<Double> open) {
    if (open.size() > LEVELS) {
      notices.add("Brackets of the prompt deeper than " + LEVELS + " levels change nothing more.");
    }
    double product = 1;
    for (double factor : open.subList(0, Math.min(LEVELS, open.size()))) {
      product *= factor;
    }
    return Math.clamp((float) product, WeightedSpan.MINIMUM, WeightedSpan.MAXIMUM);
  }

  private boolean isEscape(int at) {
    return prompt.charAt(at) == '\\'
        && at + 1 < prompt.length()
        && "()[]:\\".indexOf(prompt.charAt(at + 1)) >= 0;
  }

  private static boolean isOpening(char character) {
    return character == '(' || character == '[';
  }

  private static boolean isClosing(char character) {
    return character == ')' || character == ']';
  }

  private static char partner(char closing) {
    return closing == ')' ? '(' : '[';
  }
}
