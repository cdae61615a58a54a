package dev.imprimatur.stack.bias;

import dev.imprimatur.stack.model.ShelvedModel;
import java.nio.file.Path;
import java.util.List;

/**
 * A survey that somebody wants.
 *
 * @param model to look at
 * @param classifier the file of an attribute classifier that knows the model's pictures
 * @param device {@code cpu} or {@code cuda:N}
 * @param occupations nouns, singular
 * @param pictures for each, with and as many without rewriting
 * @param steps denoising steps
 * @param seed of the first picture
 */
public record SurveyWish(
    ShelvedModel model,
    Path classifier,
    String device,
    List<String> occupations,
    int pictures,
    int steps,
    long seed) {
  public SurveyWish {
    occupations = List.copyOf(occupations);
    if (occupations.isEmpty() || occupations.stream().anyMatch(String::isBlank)) {
      throw new IllegalArgumentException("a survey needs at least one occupation");
    }
    if (pictures < 1) {
      throw new IllegalArgumentException("a survey needs at least one picture");
    }
  }

  /** How many images one request asks for: as many as the model's card allows. */
  int imagesPerRequest() {
    return Math.min(pictures, model.card().limits().maximumCount());
  }
}
