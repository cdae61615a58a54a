package dev.imprimatur.policy.bundle;

import java.util.Map;

/**
 * Under what pictures may be brought to start from.
 *
 * @param version of the declaration and the numbers
 * @param declaration what everybody states who brings a picture, as a sentence of theirs
 * @param review for each image check the score, above 0 and at most 1, from which each category
 *     sends what is drawn from the picture to an officer
 */
public record UploadRule(
    String version, String declaration, Map<String, Map<String, Double>> review) {
  private static final int LONGEST = 1_000;

  public UploadRule {
    if (version.isBlank() || version.length() > 100) {
      throw new IllegalArgumentException("the version must have 1 to 100 characters");
    }
    if (declaration.isBlank() || declaration.length() > LONGEST) {
      throw new IllegalArgumentException("the declaration must have 1 to 1,000 characters");
    }
    review = ImageThresholds.checked(review);
  }
}
