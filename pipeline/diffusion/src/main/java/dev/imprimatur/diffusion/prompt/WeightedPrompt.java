package dev.imprimatur.diffusion.prompt;

import java.util.List;
import java.util.stream.Collectors;

/**
 * A prompt taken apart into its words and what they weigh.
 *
 * <ul>
 *   <li>{@code (text:1.3)} multiplies the weight of the text by a number from 0 to 2.
 *   <li>{@code (text)} multiplies it by 1.1, {@code [text]} by 1/1.1.
 *   <li>Brackets may be nested, and their factors multiply. Only the outer 16 levels count.
 *   <li>A backslash takes a bracket, a colon or a backslash as it is: {@code \(}.
 *   <li>A bracket without its partner is text, and a notice says so.
 *   <li>A prompt without brackets is taken as it is, backslashes included.
 * </ul>
 *
 * A word's weight ends up between {@link WeightedSpan#MINIMUM} and {@link WeightedSpan#MAXIMUM}.
 * Numbers beyond their range are brought into it, and a notice says so.
 *
 * <p>Markup does not end a word: the model reads {@code (rain)bow} as "rainbow". So whoever judges
 * a prompt must judge {@link #text}, not what was typed.
 *
 * @param spans neighbours differ in weight; none is empty
 * @param notices sentences for whoever wrote the prompt
 */
public record WeightedPrompt(List<WeightedSpan> spans, List<String> notices) {
  public WeightedPrompt {
    spans = List.copyOf(spans);
    notices = List.copyOf(notices);
  }

  /** Reads any text, in time and memory linear in its length. */
  public static WeightedPrompt parse(String prompt) {
    Markup markup = Markup.of(prompt);
    return new WeightedPrompt(markup.spans(), markup.notices());
  }

  /** What the model reads: the prompt without its markup. */
  public String text() {
    return spans.stream().map(WeightedSpan::text).collect(Collectors.joining());
  }
}
