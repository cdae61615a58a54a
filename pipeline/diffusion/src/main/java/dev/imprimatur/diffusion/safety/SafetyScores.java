package dev.imprimatur.diffusion.safety;

import java.util.List;

/**
 * How far a picture's nearness to each concept is beyond the concept's threshold: cosines, in
 * thousandths. Above 0 the picture shows it.
 *
 * @param specialCare the 3 concepts that make the checker stricter when they show
 * @param concepts the 17 concepts that flag a picture
 */
public record SafetyScores(List<Float> specialCare, List<Float> concepts) {
  public SafetyScores {
    specialCare = List.copyOf(specialCare);
    concepts = List.copyOf(concepts);
  }

  /** Whether the picture shows one of the concepts. */
  public boolean flagged() {
    return concepts.stream().anyMatch(score -> score > 0);
  }
}
