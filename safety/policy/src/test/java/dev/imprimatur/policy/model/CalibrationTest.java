package dev.imprimatur.policy.model;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.within;

import dev.imprimatur.policy.signal.Category;
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
    var none = new float[2];
    assertThatThrownBy(() -> new Calibration(slopes, zeros, zeros, zeros, zeros, none))
        .hasMessageContaining("negative");
    assertThatThrownBy(
            () -> new Calibration(zeros, zeros, zeros, zeros, zeros, new float[] {0, -1}))
        .hasMessageContaining("negative");
    assertThatThrownBy(() -> new Calibration(zeros, zeros, zeros, zeros, none, none))
        .hasMessageContaining("one value an output");
    assertThatThrownBy(() -> new Calibration(zeros, zeros, zeros, zeros, zeros, zeros))
        .hasMessageContaining("one a model");
  }

  /** Two categories that are each doubtful make a prompt more doubtful than one. */
  @Test
  void union_ofSeveralCategories_isMoreThanOfOne() {
    var one = new float[Outputs.COUNT];
    Arrays.fill(one, -30);
    one[0] = 1;
    float[] two = one.clone();
    two[2] = 1;
    assertThat(Calibration.union(one)).isCloseTo(1, within(1e-6));
    assertThat(Calibration.union(two)).isCloseTo(1 + Math.log(2), within(1e-6));
  }

  /** Neither medical advice nor a politician makes a prompt unsafe. */
  @Test
  void union_ofWhatIsNoModerationCategory_isNothing() {
    var scores = new float[Outputs.COUNT];
    Arrays.fill(scores, -30);
    double before = Calibration.union(scores);
    scores[Outputs.CATEGORIES.indexOf(Category.POLITICAL_PERSON)] = 9;
    assertThat(Calibration.union(scores)).isEqualTo(before);
  }
}
