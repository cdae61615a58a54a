package dev.imprimatur.diffusion.network;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;
import static org.assertj.core.api.Assertions.within;

import ai.djl.Device;
import ai.djl.engine.Engine;
import ai.djl.ndarray.NDManager;
import ai.djl.ndarray.types.Shape;
import com.fasterxml.jackson.databind.json.JsonMapper;
import dev.imprimatur.diffusion.InvalidCheckpointException;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class LatentScaleTest {
  private static final String STATISTICS =
      "{\"scaling_factor\": 0.5, \"latents_mean\": [1, -2], \"latents_std\": [2, 4]}";
  private static final float[] LATENT = {3, 5, 6, -2};

  @Test
  void scaled_withStatistics_isLessTheMeanTimesTheFactorOverTheDeviation() throws Exception {
    assertThat(scale(STATISTICS, true).scaled(LATENT)).containsExactly(0.5f, 1, 1, 0);
  }

  @Test
  void scaled_ofAFamilyOrAnOperationWithoutStatistics_isTimesTheFactorAlone() throws Exception {
    float[] plain = {1.5f, 2.5f, 3, -1};
    assertThat(scale(STATISTICS, false).scaled(LATENT)).containsExactly(plain);
    assertThat(scale(STATISTICS, true).plain().scaled(LATENT)).containsExactly(plain);
    String half = "{\"scaling_factor\": 0.5, \"latents_mean\": [1, -2], \"shift_factor\": 3}";
    assertThat(scale(half, true).scaled(LATENT)).containsExactly(plain);
  }

  @Test
  void scaled_whereNothingIsSaid_isTimesTheFactorOfTheFirstFamilies() throws Exception {
    assertThat(scale("{}", true).scaled(new float[] {1})).containsExactly(0.18215f);
  }

  @Test
  void unscaled_ofWhatWasScaled_isWhatItWas() throws Exception {
    for (boolean statistics : new boolean[] {false, true}) {
      LatentScale scale = scale(STATISTICS, statistics);
      try (NDManager manager = Engine.getEngine("PyTorch").newBaseManager(Device.cpu())) {
        float[] back =
            scale
                .unscaled(manager.create(scale.scaled(LATENT), new Shape(1, 2, 1, 2)))
                .toFloatArray();
        for (int i = 0; i < LATENT.length; i++) {
          assertThat(back[i]).isCloseTo(LATENT[i], within(1e-6f));
        }
      }
    }
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      quoteCharacter = '~',
      value = {
        "{\"scaling_factor\": 0}|scaling_factor must be finite and not 0",
        "{\"latents_mean\": [1], \"latents_std\": [1, 1]}"
            + "|latents_mean must have a finite number for each of 2 channels",
        "{\"latents_mean\": [1, 1], \"latents_std\": 1}"
            + "|latents_std must have a finite number for each of 2 channels",
        "{\"latents_mean\": [1, \"x\"], \"latents_std\": [1, 1]}"
            + "|latents_mean must have a finite number for each of 2 channels",
        "{\"latents_mean\": [1, 1], \"latents_std\": [1, 0]}|latents_std must not have a 0"
      })
  void scale_ofWhatIsNoScale_isRefused(String config, String defect) {
    assertThatExceptionOfType(InvalidCheckpointException.class)
        .isThrownBy(() -> scale(config, true))
        .withMessage("vae/config.json: " + defect);
  }

  private static LatentScale scale(String config, boolean statistics) throws Exception {
    return LatentScale.of(JsonMapper.builder().build().readTree(config), 2, statistics);
  }
}
