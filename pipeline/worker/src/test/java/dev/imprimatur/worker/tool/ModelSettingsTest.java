package dev.imprimatur.worker.tool;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;

/** The settings that operators get for a checkpoint that says nothing else. */
class ModelSettingsTest {
  @Test
  void of_eachFamily_isWhatIsUsualForIt() {
    assertThat(ModelSettings.of(Family.SD1, 512))
        .isEqualTo(
            new ModelSettings(
                new ModelSettings.Defaults(512, 512, 25, 7.5, "dpm++2m"),
                new ModelSettings.Limits(256, 1024, 100, 4)));
    assertThat(ModelSettings.of(Family.SD2, 768).limits())
        .isEqualTo(new ModelSettings.Limits(384, 1536, 100, 4));
    assertThat(ModelSettings.of(Family.SDXL, 1024).defaults().guidanceScale()).isEqualTo(5);
    assertThat(ModelSettings.of(Family.SDXL, 1024).limits().maximumSize()).isEqualTo(2048);
  }

  @Test
  void ofConsistencyModel_asksInFewSteps() {
    assertThat(ModelSettings.ofConsistencyModel(512, true).defaults())
        .isEqualTo(new ModelSettings.Defaults(512, 512, 4, 8.5, "lcm"));
    assertThat(ModelSettings.ofConsistencyModel(512, false).defaults().guidanceScale())
        .isEqualTo(1);
  }
}
