package dev.imprimatur.picture;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

/** Equal to Pillow to the last bit. */
class ResizerTest {
  @ParameterizedTest
  @EnumSource(Resampling.class)
  void resize_noise_givesPillowsPixels(Resampling resampling) throws Exception {
    assertThat(PictureGolden.recipe(53, 41).resized(24, 16, resampling).rgb())
        .isEqualTo(PictureGolden.tensors().bytes("resized-" + resampling));
  }

  @Test
  void resize_toAndFromEverySize_givesPillowsPixels() throws Exception {
    JsonNode resizes = PictureGolden.about().path("resizes");
    assertThat(resizes).hasSize(42);
    for (JsonNode resize : resizes) {
      Picture source =
          PictureGolden.recipe(
              resize.path("from").path(0).asInt(), resize.path("from").path(1).asInt());
      Picture resized =
          source.resized(
              resize.path("to").path(0).asInt(),
              resize.path("to").path(1).asInt(),
              Resampling.valueOf(resize.path("resampling").asText()));
      assertThat(PictureGolden.sha256(resized.rgb()))
          .as(resize.toString())
          .isEqualTo(resize.path("sha256").asText());
    }
  }

  @Test
  void resize_toTheSameSize_changesNothing() {
    Picture picture = PictureGolden.recipe(5, 4);
    assertThat(picture.resized(5, 4, Resampling.LANCZOS)).isSameAs(picture);
  }
}
