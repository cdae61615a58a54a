package dev.imprimatur.policy.prompt;

import java.util.Arrays;

/**
 * A prompt in a form made for looking things up, with the way back to the prompt's own text.
 *
 * <p>A view may be longer or shorter than the text, so every one of its UTF-16 units knows the
 * position in the text that it came from.
 */
public final class PromptView {
  /** The view without marks in which look-alikes of Latin letters are Latin. */
  public static final String PLAIN = "plain";

  private final String name;
  private final String text;
  private final int[] origins;

  /**
   * @param origins for each unit of the view, where in the prompt's text it came from; then the
   *     length of that text
   */
  PromptView(String name, String text, int[] origins) {
    if (origins.length != text.length() + 1) {
      throw new IllegalArgumentException("a view needs one origin for each unit, and the end");
    }
    this.name = name;
    this.text = text;
    this.origins = origins;
  }

  /** Which view this is, for example {@code folded}. */
  public String name() {
    return name;
  }

  /** Whether every letter that was drawn out is double in this view. */
  public boolean isSqueezedToTwo() {
    return name.equals(SqueezedView.NAME + 2);
  }

  /** What is searched. */
  public String text() {
    return text;
  }

  /** The position in the prompt's text of a position in this view, both in UTF-16 units. */
  public int origin(int position) {
    return origins[position];
  }

  @Override
  public boolean equals(Object other) {
    return other instanceof PromptView view
        && name.equals(view.name)
        && text.equals(view.text)
        && Arrays.equals(origins, view.origins);
  }

  @Override
  public int hashCode() {
    return text.hashCode();
  }
}
