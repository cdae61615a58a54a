package dev.imprimatur.diffusion.noise;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import com.fasterxml.jackson.databind.JsonNode;
import java.util.Arrays;
import org.junit.jupiter.api.Test;

/** Equal to {@code torch.randn} of a CPU generator, up to what processors differ in. */
class TorchNoiseTest {
  private static final float TOLERANCE = 2e-6f;
  private static final int LATENT = 4 * 64 * 64;

  private final JsonNode golden = NoiseGolden.read();

  @Test
  void word_ofTheStandardSeed_isTheKnownOne() {
    MersenneTwister generator = new MersenneTwister(5489);
    int word = 0;
    for (int i = 0; i < 10_000; i++) {
      word = generator.word();
    }
    // The C++ standard demands this of the 10000th word of std::mt19937.
    assertThat(Integer.toUnsignedLong(word)).isEqualTo(4123659995L);
  }

  @Test
  void next_anyCountsInARow_areTorchs() {
    assertThat(golden.path("draws")).hasSize(10);
    for (JsonNode run : golden.path("draws")) {
      var stream = new TorchNoise(run.path("seed").asLong());
      for (int draw = 0; draw < run.path("counts").size(); draw++) {
        assertThat(stream.next(run.path("counts").path(draw).asInt()))
            .as("seed %s, draw %d", run.path("seed"), draw)
            .containsExactly(NoiseGolden.floats(run.path("values").path(draw)), within(TOLERANCE));
      }
    }
  }

  @Test
  void next_twoLatentsInARow_areTorchs() {
    assertThat(golden.path("latents")).hasSize(9);
    for (JsonNode run : golden.path("latents")) {
      var stream = new TorchNoise(run.path("seed").asLong());
      for (JsonNode draw : run.path("draws")) {
        requireLatent(stream.next(LATENT), draw);
      }
    }
  }

  private static void requireLatent(float[] noise, JsonNode golden) {
    float[] first = NoiseGolden.floats(golden.path("first"));
    float[] last = NoiseGolden.floats(golden.path("last"));
    assertThat(Arrays.copyOf(noise, first.length)).containsExactly(first, within(TOLERANCE));
    assertThat(Arrays.copyOfRange(noise, LATENT - last.length, LATENT))
        .containsExactly(last, within(TOLERANCE));
    double sum = 0;
    double weighted = 0;
    for (int i = 0; i < LATENT; i++) {
      sum += noise[i];
      weighted += (double) noise[i] * i / LATENT;
    }
    assertThat(sum).isCloseTo(golden.path("sum").asDouble(), within(1e-3));
    assertThat(weighted).isCloseTo(golden.path("weighted").asDouble(), within(1e-3));
  }

  @Test
  void next_seedsWithTheSameLowerBits_drawTheSame() {
    assertThat(new TorchNoise(42 + (1L << 32)).next(20)).isEqualTo(new TorchNoise(42).next(20));
  }

  @Test
  void next_aBatchAtOnceOrPictureByPicture_isTheSame() {
    float[] batch = new TorchNoise(9).next(2 * 64);
    var stream = new TorchNoise(9);
    assertThat(stream.next(64)).isEqualTo(Arrays.copyOf(batch, 64));
    assertThat(stream.next(64)).isEqualTo(Arrays.copyOfRange(batch, 64, 128));
  }
}
