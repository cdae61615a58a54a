package dev.imprimatur.diffusion.safety;

import java.util.ArrayList;
import java.util.List;

/**
 * How far a picture's nearness to each concept is beyond the concept's threshold, as the checkpoint
 * sets it: differences of cosines, neither rounded nor adjusted.
 *
 * @param specialCare the 3 concepts that make the checker stricter when they show
 * @param concepts the 17 concepts that flag a picture
 */
public record SafetyDistances(List<Float> specialCare, List<Float> concepts) {
  /** What every later threshold is lowered by when a concept of special care shows. */
  private static final float STRICTER = 0.01f;

  public SafetyDistances {
    specialCare = List.copyOf(specialCare);
    concepts = List.copyOf(concepts);
  }

  /**
   * The scores with all thresholds lowered by {@code adjustment}, for which published checkpoints
   * take 0.
   */
  public SafetyScores scores(float adjustment) {
    float lowered = adjustment;
    var special = new ArrayList<Float>();
    for (float distance : specialCare) {
      float score = rounded(distance + lowered);
      special.add(score);
      if (score > 0) {
        lowered = adjustment + STRICTER;
      }
    }
    var found = new ArrayList<Float>();
    for (float distance : concepts) {
      found.add(rounded(distance + lowered));
    }
    return new SafetyScores(special, found);
  }

  /** In float as NumPy rounds; what is added makes zero of minus zero. */
  private static float rounded(float score) {
    return (float) Math.rint(score * 1000f) / 1000f + 0f;
  }
}
