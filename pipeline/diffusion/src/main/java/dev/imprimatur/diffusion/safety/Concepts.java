package dev.imprimatur.diffusion.safety;

import java.util.ArrayList;
import java.util.List;

/**
 * What the safety checker looks for, and how it decides.
 *
 * @param specialCare to which pictures are compared first
 * @param concepts which flag a picture
 */
record Concepts(List<Concept> specialCare, List<Concept> concepts) {
  /** What every later threshold is lowered by when a concept of special care shows. */
  private static final float STRICTER = 0.01f;

  /** A concept by its embedding of length 1; a picture shows it from the threshold on. */
  record Concept(float[] direction, float threshold) {
    static Concept of(float[] embedding, float threshold) {
      return new Concept(normalised(embedding), threshold);
    }

    /** Beyond the threshold, in float as NumPy computes and rounds it. */
    private float score(float[] picture, float adjustment) {
      double cosine = 0;
      for (int i = 0; i < direction.length; i++) {
        cosine += (double) picture[i] * direction[i];
      }
      float beyond = (float) cosine - threshold + adjustment;
      // What is added makes zero of minus zero.
      return (float) Math.rint(beyond * 1000f) / 1000f + 0f;
    }
  }

  Concepts {
    specialCare = List.copyOf(specialCare);
    concepts = List.copyOf(concepts);
  }

  /** Compares a picture's embedding with all concepts, in order. */
  SafetyScores scores(float[] embedding) {
    float[] direction = normalised(embedding);
    float adjustment = 0;
    List<Float> special = new ArrayList<>();
    for (Concept concept : specialCare) {
      float score = concept.score(direction, adjustment);
      special.add(score);
      if (score > 0) {
        adjustment = STRICTER;
      }
    }
    List<Float> found = new ArrayList<>();
    for (Concept concept : concepts) {
      found.add(concept.score(direction, adjustment));
    }
    return new SafetyScores(special, found);
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
