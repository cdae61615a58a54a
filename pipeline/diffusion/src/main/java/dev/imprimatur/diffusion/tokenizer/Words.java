package dev.imprimatur.diffusion.tokenizer;

import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** Takes a normalised text apart into what is merged by itself: words, digits, signs. */
final class Words {
  private static final Pattern WORD =
      Pattern.compile(
          "<\\|((?:start|end)oftext)\\|>|'s|'t|'re|'ve|'m|'ll|'d"
              + "|\\p{L}+|\\p{N}|[^\\s\\p{L}\\p{N}]+",
          Pattern.UNICODE_CHARACTER_CLASS);

  /** Receives a word's place: from {@code from} to before {@code to}. */
  @FunctionalInterface
  interface Receiver {
    void word(int from, int to);
  }

  private Words() {}

  static void split(String text, Receiver receiver) {
    Matcher matcher = WORD.matcher(text);
    while (matcher.find()) {
      if (matcher.start(1) >= 0) {
        // CLIP's rule finds the name with its brackets, byte-level BPE's then parts them.
        receiver.word(matcher.start(), matcher.start(1));
        receiver.word(matcher.start(1), matcher.end(1));
        receiver.word(matcher.end(1), matcher.end());
      } else {
        receiver.word(matcher.start(), matcher.end());
      }
    }
  }
}
