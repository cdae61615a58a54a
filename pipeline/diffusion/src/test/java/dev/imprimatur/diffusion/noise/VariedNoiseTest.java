package dev.imprimatur.diffusion.noise;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class VariedNoiseTest {
  @Test
  void next_withoutStrength_isThePicturesOwnNoise() {
    var varied = new VariedNoise(new NormalNoise(1), new NormalNoise(2), 0);
    var own = new NormalNoise(1);
    assertThat(varied.next(32)).isEqualTo(own.next(32));
    assertThat(varied.next(32)).isEqualTo(own.next(32));
  }

  @Test
  void next_withFullStrength_isTheOtherNoise() {
    assertThat(new VariedNoise(new TorchNoise(1), new NormalNoise(2), 1).next(32))
        .isEqualTo(NormalNoise.of(2, 32));
  }

  @Test
  void next_everyDraw_liesBetweenTheSameDrawsOfBoth() {
    var varied = new VariedNoise(new TorchNoise(1), new TorchNoise(2), 0.2);
    var own = new TorchNoise(1);
    var other = new TorchNoise(2);
    for (int draw = 0; draw < 3; draw++) {
      assertThat(varied.next(48))
          .isEqualTo(SphericalInterpolation.between(own.next(48), other.next(48), 0.2));
    }
  }

  @ParameterizedTest
  @ValueSource(doubles = {-0.1, 1.1, Double.NaN})
  void variedNoise_ofAStrengthOutsideItsRange_isRefused(double strength) {
    assertThatIllegalArgumentException()
        .isThrownBy(() -> new VariedNoise(new NormalNoise(1), new NormalNoise(2), strength))
        .withMessage("strength must be between 0 and 1");
  }
}
