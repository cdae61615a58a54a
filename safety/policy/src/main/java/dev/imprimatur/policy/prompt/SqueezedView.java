package dev.imprimatur.policy.prompt;

/** The view in which letters that are drawn out, three times or more, are not: "goooore". */
final class SqueezedView {
  /** Followed by how many of a drawn-out letter stay. */
  static final String NAME = "squeezed-";

  private static final int DRAWN_OUT = 3;

  private SqueezedView() {}

  /**
   * @param kept how many of a drawn-out letter stay, since some words have two
   */
  static PromptView of(PromptView joined, int kept) {
    var builder = new ViewBuilder(joined);
    String text = joined.text();
    for (int at = 0; at < text.length(); ) {
      int end = at + 1;
      while (end < text.length() && text.charAt(end) == text.charAt(at)) {
        end++;
      }
      boolean drawnOut = end - at >= DRAWN_OUT && Character.isLetter(text.charAt(at));
      int stay = drawnOut ? Math.min(kept, end - at) : end - at;
      for (int unit = at; unit < at + stay; unit++) {
        builder.append(text.substring(unit, unit + 1), unit);
      }
      at = end;
    }
    return builder.build(NAME + kept);
  }
}
