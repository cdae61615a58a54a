package dev.imprimatur.policy.prompt;

import java.util.Arrays;

/** Collects a view made from another one, with the way back to the prompt's text. */
final class ViewBuilder {
  private final PromptView source;
  private final StringBuilder text = new StringBuilder();
  private int[] origins = new int[64];

  ViewBuilder(PromptView source) {
    this.source = source;
  }

  /** Appends what stands for the source's unit at {@code position}. */
  void append(CharSequence replacement, int position) {
    int start = text.length();
    text.append(replacement);
    if (text.length() >= origins.length) {
      origins = Arrays.copyOf(origins, 2 * text.length() + 1);
    }
    Arrays.fill(origins, start, text.length(), source.origin(position));
  }

  PromptView build(String name) {
    int[] all = Arrays.copyOf(origins, text.length() + 1);
    all[text.length()] = source.origin(source.text().length());
    return new PromptView(name, text.toString(), all);
  }
}
