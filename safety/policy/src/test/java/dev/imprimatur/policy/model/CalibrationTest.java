package dev.imprimatur.policy.model;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.Arrays;
import org.junit.jupiter.api.Test;

class CalibrationTest {
  private final Calibration calibration = RandomModel.of(2).calibration();

  @Test
  void probabilities_ofHigherScores_areNeverLower() {
    double[] before = new double[Outputs.COUNT];
    double[] beforeJoint = new double[Outputs.COUNT];
    for (float score = -40; score <= 40; score += 0.5f) {
      var scores = new float[Outputs.COUNT];
      Arrays.fill(scores, score);
      double[] alone = calibration.probabilities(scores);
      double[] joint = calibration.probabilities(scores, scores);
      for (int output = 0; output < Outputs.COUNT; output++) {
        assertThat(alone[output]).isBetween(before[output], 1.0);
        assertThat(joint[output]).isBetween(beforeJoint[output], 1.0);
      }
      before = alone;
      beforeJoint = joint;
    }
  }

  @Test
  void calibration_withANegativeSlope_isRefused() {
    var slopes = new float[Outputs.COUNT];
    slopes[3] = -0.1f;
    var zeros = new float[Outputs.COUNT];
    assertThatThrownBy(() -> new Calibration(slopes, zeros, zeros, zeros, zeros))
        .hasMessageContaining("negative");
    assertThatThrownBy(() -> new Calibration(zeros, zeros, zeros, zeros, new float[2]))
        .hasMessageContaining("one value an output");
  }
}
