package dev.imprimatur.diffusion.noise;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;
import static org.assertj.core.api.Assertions.within;

import com.fasterxml.jackson.databind.JsonNode;
import org.junit.jupiter.api.Test;

class SphericalInterpolationTest {
  @Test
  void between_anglesAboveAndBelowTheThreshold_isTheReference() {
    JsonNode golden = NoiseGolden.read().path("slerp");
    assertThat(golden).hasSize(5);
    for (JsonNode one : golden) {
      assertThat(
              SphericalInterpolation.between(
                  NoiseGolden.floats(one.path("first")),
                  NoiseGolden.floats(one.path("second")),
                  one.path("part").asDouble()))
          .containsExactly(NoiseGolden.floats(one.path("between")), within(1e-6f));
    }
  }

  @Test
  void between_noises_keepsTheirLengthWhereALineWouldNot() {
    float[] half =
        SphericalInterpolation.between(NormalNoise.of(1, 4096), NormalNoise.of(2, 4096), 0.5);
    double square = 0;
    for (float value : half) {
      square += (double) value * value / half.length;
    }
    assertThat(square).isCloseTo(1, within(0.05));
  }

  @Test
  void between_somethingWithoutDirection_isTheLine() {
    assertThat(SphericalInterpolation.between(new float[2], new float[] {2, 4}, 0.5))
        .containsExactly(1, 2);
    assertThat(SphericalInterpolation.between(new float[] {1, 0}, new float[] {-1, 0}, 0.25))
        .containsExactly(0.5f, 0);
  }

  @Test
  void between_differentLengths_isRefused() {
    assertThatIllegalArgumentException()
        .isThrownBy(() -> SphericalInterpolation.between(new float[1], new float[2], 0.5))
        .withMessage("noises of 1 and 2 numbers have none between them");
  }
}
