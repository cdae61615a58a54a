package dev.imprimatur.diffusion;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.OptionalLong;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class ModelOptionsTest {
  /** Of a picture in tiles other pixels come, so each mode has the largest that it can. */
  @ParameterizedTest
  @CsvSource({
    "cpu, ROOMY, 0, 1024",
    "cpu, LOW, 0, 1024",
    "cpu, LOW, 3000000000, 512",
    "cuda:0, ROOMY, 0, 1024",
    "cuda:0, LOW, 0, 256"
  })
  void tile_hasTheSideThatTheMemoryAllows(String device, MemoryMode mode, long limit, int side) {
    OptionalLong most = limit == 0 ? OptionalLong.empty() : OptionalLong.of(limit);
    assertThat(ModelOptions.on(DeviceChoice.parse(device)).with(mode, most).tile()).isEqualTo(side);
  }
}
