package dev.imprimatur.image;

import java.util.Map;

/**
 * What a check said of a picture.
 *
 * @param byCategory 0 to 1
 */
public record CheckScores(Map<String, Double> byCategory) {
  public CheckScores {
    byCategory = Map.copyOf(byCategory);
  }
}
