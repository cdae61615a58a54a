package dev.imprimatur.worker;

import dev.imprimatur.contract.WordWeight;
import java.math.BigDecimal;
import java.util.List;

/**
 * Writes an order's weights in the grammar of {@link
 * dev.imprimatur.diffusion.prompt.WeightedPrompt}, with everything else that could be read as
 * markup escaped: nothing in a prompt's text weighs anything but what the order says.
 */
public final class WeightMarkup {
  private static final String MARKUP = "()[]:\\";
  private static final String BRACKETS = "()[]";

  /** What a pair of brackets can multiply by at most. */
  private static final double LARGEST_FACTOR = 2;

  private WeightMarkup() {}

  /** The prompt with its weights as markup. */
  public static String of(String prompt, List<WordWeight> weights) {
    // Of a prompt without any bracket the grammar takes backslashes as they are.
    if (weights.isEmpty() && prompt.chars().noneMatch(unit -> BRACKETS.indexOf(unit) >= 0)) {
      return prompt;
    }
    var written = new StringBuilder();
    int from = 0;
    for (WordWeight weight : weights) {
      escape(prompt.substring(from, weight.start()), written);
      weigh(prompt.substring(weight.start(), weight.end()), weight.weight(), written);
      from = weight.end();
    }
    escape(prompt.substring(from), written);
    return written.toString();
  }

  /** A weight above the largest factor is written as one within another. */
  private static void weigh(String words, double weight, StringBuilder written) {
    if (weight > LARGEST_FACTOR) {
      written.append('(');
      weigh(words, weight / LARGEST_FACTOR, written);
      written.append(":2)");
    } else {
      written.append('(');
      escape(words, written);
      written.append(':').append(BigDecimal.valueOf(weight).toPlainString()).append(')');
    }
  }

  private static void escape(String text, StringBuilder written) {
    text.chars()
        .forEach(unit -> {
          if (MARKUP.indexOf(unit) >= 0) {
            written.append('\\');
          }
          written.append((char) unit);
        });
  }
}
