package dev.imprimatur.training.learning;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import java.util.ArrayList;
import java.util.List;
import java.util.Random;
import org.junit.jupiter.api.Test;

class PlaneFitTest {
  @Test
  void of_pointsOfAPlane_findsItsSlopes() {
    double[] plane = PlaneFit.of(points(new double[] {0.8, 0, 1.5, -0.5}), 3).coefficients();
    assertThat(plane).containsExactly(new double[] {0.8, 0, 1.5, -0.5}, within(0.08));
  }

  /** A score that speaks against what it is meant to show is not read the other way round. */
  @Test
  void of_aScoreThatMisleads_doesNotAskIt() {
    double[] plane = PlaneFit.of(points(new double[] {1, -0.7, 0}), 2).coefficients();
    assertThat(plane[1]).isZero();
    assertThat(plane[0]).isPositive();
  }

  private static List<double[]> points(double[] plane) {
    var random = new Random(8);
    int scores = plane.length - 1;
    var points = new ArrayList<double[]>();
    for (int number = 0; number < 20_000; number++) {
      var point = new double[plane.length];
      double logOdds = plane[scores];
      for (int at = 0; at < scores; at++) {
        point[at] = 2 * random.nextGaussian();
        logOdds += plane[at] * point[at];
      }
      point[scores] = random.nextDouble() < 1 / (1 + Math.exp(-logOdds)) ? 1 : 0;
      points.add(point);
    }
    return points;
  }
}
