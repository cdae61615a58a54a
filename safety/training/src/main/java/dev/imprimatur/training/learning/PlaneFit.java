package dev.imprimatur.training.learning;

import java.util.Arrays;
import java.util.List;

/**
 * A logistic plane through points, by gradient steps with a bounded second derivative (Böhning
 * 1992), kept to slopes that are not negative.
 *
 * @param coefficients a slope for each score, and an offset
 */
record PlaneFit(double[] coefficients) {
  private static final int STEPS = 3000;

  /** A gradient this small changes no digit that anybody reads. */
  private static final double FLAT = 1e-6;

  /** Draws the slopes a little towards a half, so that few points cannot make them extreme. */
  private static final double PULL = 1e-3;

  private static final double DRAWN_TO = 0.5;

  /**
   * @param points some scores and a target, 0 or 1, each; all have as many
   * @param scores how many of them there are
   */
  static PlaneFit of(List<double[]> points, int scores) {
    var plane = new double[scores + 1];
    Arrays.fill(plane, 0, scores, DRAWN_TO);
    double[] widths = widths(points, scores);
    for (int step = 0; step < STEPS; step++) {
      double[] gradient = gradient(points, plane);
      for (int at = 0; at < scores; at++) {
        double drawn = gradient[at] + PULL * (plane[at] - DRAWN_TO);
        plane[at] = Math.max(0, plane[at] - drawn / widths[at]);
      }
      plane[scores] -= gradient[scores] / widths[scores];
      if (Arrays.stream(gradient).map(Math::abs).sum() < FLAT) {
        break;
      }
    }
    return new PlaneFit(plane);
  }

  /** A bound of each diagonal of the second derivative that holds for all of them together. */
  private static double[] widths(List<double[]> points, int scores) {
    var squares = new double[scores + 1];
    for (double[] point : points) {
      for (int at = 0; at < scores; at++) {
        squares[at] += point[at] * point[at];
      }
      squares[scores]++;
    }
    double scale = (scores + 1) / (4.0 * Math.max(1, points.size()));
    return Arrays.stream(squares).map(square -> square * scale + PULL).toArray();
  }

  private static double[] gradient(List<double[]> points, double[] plane) {
    int scores = plane.length - 1;
    var gradient = new double[plane.length];
    for (double[] point : points) {
      double logOdds = plane[scores];
      for (int at = 0; at < scores; at++) {
        logOdds += plane[at] * point[at];
      }
      double error = (1 / (1 + Math.exp(-logOdds)) - point[scores]) / points.size();
      for (int at = 0; at < scores; at++) {
        gradient[at] += error * point[at];
      }
      gradient[scores] += error;
    }
    return gradient;
  }
}
