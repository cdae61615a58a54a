package dev.imprimatur.training.corpus;

import dev.imprimatur.policy.signal.Category;
import java.util.Set;

/**
 * A prompt with what is known of it.
 *
 * @param text as a user would type it
 * @param origin the file or list it comes from, for example {@code coprov2}
 * @param part what it is used for
 * @param unsafe whether it belongs to any category of the moderation API
 * @param categories those it certainly belongs to
 * @param unknown those of which nothing is known; it belongs to no other
 */
public record Sample(
    String text,
    String origin,
    Part part,
    boolean unsafe,
    Set<Category> categories,
    Set<Category> unknown) {
  public Sample {
    if (text.isBlank()) {
      throw new IllegalArgumentException("a sample of " + origin + " has no text");
    }
    categories = Set.copyOf(categories);
    unknown = Set.copyOf(unknown);
  }

  /** The same knowledge of another text, for example a disguised one. */
  public Sample withText(String other, String otherOrigin) {
    return new Sample(other, otherOrigin, part, unsafe, categories, unknown);
  }
}
