package dev.imprimatur.policy.rewriting;

/**
 * One change of a prompt.
 *
 * @param position where, in UTF-16 units of {@link Rewriting#original()}; edits at one position
 *     apply in their order
 * @param removed what stood there and is taken out, usually nothing
 * @param inserted what is put in, possibly nothing
 * @param axis what it decides, for example {@code gender}, or {@value #ARTICLE}
 * @param value how it is decided, for example {@code woman}
 * @param slot the noun for which it is done, as it stands in the prompt
 */
public record Edit(
    int position, String removed, String inserted, String axis, String value, String slot) {
  /** The axis of edits that only make "a" or "an" agree with what follows. */
  public static final String ARTICLE = "article";

  public Edit {
    if (position < 0) {
      throw new IllegalArgumentException("position must not be negative");
    }
    if (removed.isEmpty() && inserted.isEmpty()) {
      throw new IllegalArgumentException("an edit must remove or insert something");
    }
  }
}
