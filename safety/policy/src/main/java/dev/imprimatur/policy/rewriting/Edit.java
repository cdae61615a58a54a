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
 * @param weight how much what is inserted counts when it is drawn, in relation to what stands
 *     around it, 1 to {@value ModelEmphasis#MOST}
 */
public record Edit(
    int position,
    String removed,
    String inserted,
    String axis,
    String value,
    String slot,
    double weight) {
  /** The axis of edits that only make "a" or "an" agree with what follows. */
  public static final String ARTICLE = "article";

  public Edit {
    if (position < 0) {
      throw new IllegalArgumentException("position must not be negative");
    }
    if (removed.isEmpty() && inserted.isEmpty()) {
      throw new IllegalArgumentException("an edit must remove or insert something");
    }
    // Records from before words could weigh more say nothing of it, which reads as 0.
    weight = weight == 0 ? 1 : weight;
    if (!(weight >= 1 && weight <= ModelEmphasis.MOST)) {
      throw new IllegalArgumentException(
          "the weight of an edit must be from 1 to " + ModelEmphasis.MOST);
    }
  }
}
