package dev.imprimatur.diffusion.safety;

import java.util.List;

/**
 * What the safety checker looks for, and how it decides.
 *
 * @param specialCare to which pictures are compared first
 * @param concepts which flag a picture
 */
record Concepts(List<Concept> specialCare, List<Concept> concepts) {
  /** A concept by its embedding of length 1; a picture shows it from the threshold on. */
  record Concept(float[] direction, float threshold) {
    static Concept of(float[] embedding, float threshold) {
      return new Concept(normalised(embedding), threshold);
    }

    /** Beyond the threshold, in float as NumPy computes it. */
    private float distance(float[] picture) {
      double cosine = 0;
      for (int i = 0; i < direction.length; i++) {
        cosine += (double) picture[i] * direction[i];
      }
      return (float) cosine - threshold;
    }
  }

  Concepts {
    specialCare = List.copyOf(specialCare);
    concepts = List.copyOf(concepts);
  }

  /** Compares a picture's embedding with all concepts. */
  SafetyDistances distances(float[] embedding) {
    float[] direction = normalised(embedding);
    return new SafetyDistances(distances(specialCare, direction), distances(concepts, direction));
  }

  private static List<Float> distances(List<Concept> concepts, float[] picture) {
    return concepts.stream().map(concept -> concept.distance(picture)).toList();
  }

  /** PyTorch's normalize: a vector of no length stays one. */
  private static float[] normalised(float[] vector) {
    double square = 0;
    for (float value : vector) {
      square += (double) value * value;
    }
    double length = Math.max(Math.sqrt(square), 1e-12);
    float[] normalised = new float[vector.length];
    for (int i = 0; i < vector.length; i++) {
      normalised[i] = (float) (vector[i] / length);
    }
    return normalised;
  }
}
