package dev.imprimatur.diffusion.scheduler;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class FloatLogarithmTest {
  /** Beside them what is nearest, which NumPy 2.4 misses. */
  @ParameterizedTest
  @CsvSource({
    "0.999, -0.0010004874, -0.0010004875",
    "0.70710677, -0.3465736, -0.34657362",
    "6.4708076, 1.867301, 1.8673009",
    "1.3809737, 0.3227888, 0.32278883"
  })
  void of_whereNumPyIsALastBitOff_isNumPys(float value, float expected, float nearest) {
    assertThat(FloatLogarithm.of(value)).isEqualTo(expected).isNotEqualTo(nearest);
  }

  @ParameterizedTest
  @ValueSource(floats = {1e-30f, 0.029f, 0.5f, 1, 1.5f, 2, 14.6f, 4096, 1e30f})
  void of_anySigma_isItsLogarithm(float value) {
    assertThat((double) FloatLogarithm.of(value))
        .isCloseTo(StrictMath.log(value), within(1e-7 + 1e-7 * Math.abs(StrictMath.log(value))));
  }
}
