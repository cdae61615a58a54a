package dev.imprimatur.training.learning;

import java.util.List;

/**
 * A logistic plane through points, by gradient steps with a bounded second derivative (Böhning
 * 1992), kept to slopes that are not negative.
 *
 * @param coefficients two slopes and an offset
 */
record PlaneFit(double[] coefficients) {
  private static final int STEPS = 3000;

  /** A gradient this small changes no digit that anybody reads. */
  private static final double FLAT = 1e-6;

  /** Draws the slopes a little towards a half, so that few points cannot make them extreme. */
  private static final double PULL = 1e-3;

  /**
   * @param points two scores and a target, 0 or 1, each
   * @param both whether the second score counts
   */
  static PlaneFit of(List<double[]> points, boolean both) {
    double[] plane = {0.5, both ? 0.5 : 0, 0};
    double[] widths = widths(points);
    for (int step = 0; step < STEPS; step++) {
      double[] gradient = gradient(points, plane);
      plane[0] = Math.max(0, plane[0] - (gradient[0] + PULL * (plane[0] - 0.5)) / widths[0]);
      if (both) {
        plane[1] = Math.max(0, plane[1] - (gradient[1] + PULL * (plane[1] - 0.5)) / widths[1]);
      }
      plane[2] -= gradient[2] / widths[2];
      if (Math.abs(gradient[0]) + Math.abs(gradient[1]) + Math.abs(gradient[2]) < FLAT) {
        break;
      }
    }
    return new PlaneFit(plane);
  }

  /** A bound of each diagonal of the second derivative that holds for all three together. */
  private static double[] widths(List<double[]> points) {
    double[] squares = new double[3];
    for (double[] point : points) {
      squares[0] += point[0] * point[0];
      squares[1] += point[1] * point[1];
      squares[2]++;
    }
    double scale = 3 / (4.0 * Math.max(1, points.size()));
    return new double[] {
      squares[0] * scale + PULL, squares[1] * scale + PULL, squares[2] * scale + PULL
    };
  }

  private static double[] gradient(List<double[]> points, double[] plane) {
    var gradient = new double[3];
    for (double[] point : points) {
      double logOdds = plane[0] * point[0] + plane[1] * point[1] + plane[2];
      double error = (1 / (1 + Math.exp(-logOdds)) - point[2]) / points.size();
      gradient[0] += error * point[0];
      gradient[1] += error * point[1];
      gradient[2] += error;
    }
    return gradient;
  }
}
