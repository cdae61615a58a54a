package dev.imprimatur.worker.tool;

import static org.assertj.core.api.Assertions.assertThat;

import dev.imprimatur.diffusion.checkpoint.CheckpointSummary;
import dev.imprimatur.diffusion.checkpoint.architecture.Family;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** The settings that operators get for a checkpoint that says nothing else. */
class ModelSettingsTest {
  @Test
  void of_eachFamily_isWhatIsUsualForIt() {
    assertThat(settings(Family.VERSION_1, 512, "PNDMScheduler", false))
        .isEqualTo(
            new ModelSettings(
                new ModelSettings.Defaults(512, 512, 25, 7.5, "dpm++2m"),
                new ModelSettings.Limits(256, 1024, 100, 4)));
    assertThat(settings(Family.VERSION_2, 768, "DDIMScheduler", false).limits())
        .isEqualTo(new ModelSettings.Limits(384, 1536, 100, 4));
    ModelSettings large = settings(Family.XL, 1024, "EulerDiscreteScheduler", false);
    assertThat(large.defaults().guidanceScale()).isEqualTo(5);
    assertThat(large.limits().maximumSize()).isEqualTo(2048);
  }

  @Test
  void of_aConsistencyModel_asksInFewSteps() {
    assertThat(settings(Family.VERSION_1, 512, "LCMScheduler", true).defaults())
        .isEqualTo(new ModelSettings.Defaults(512, 512, 4, 8.5, "lcm"));
    assertThat(settings(Family.XL, 1024, "LCMScheduler", false).defaults().guidanceScale())
        .isEqualTo(1);
  }

  /** As SD-Turbo and SDXL-Turbo are published. */
  @Test
  void of_aDistilledModel_asksInFewStepsOfItsOwnSchedulerWithoutGuidance() {
    assertThat(distilled(Family.VERSION_2, "EulerDiscreteScheduler").defaults())
        .isEqualTo(new ModelSettings.Defaults(512, 512, 4, 0, "euler"));
    assertThat(distilled(Family.XL, "EulerAncestralDiscreteScheduler").defaults())
        .isEqualTo(new ModelSettings.Defaults(512, 512, 4, 0, "euler_a"));
  }

  /** What a request leaves open must be what it may ask for. */
  @ParameterizedTest
  @ValueSource(ints = {8, 32, 64, 512, 4096})
  void of_anySideOfTheTraining_proposesASizeWithinItsLimits(int side) {
    ModelSettings settings = settings(Family.XL, side, "DDIMScheduler", false);
    assertThat(settings.defaults().width())
        .isBetween(settings.limits().minimumSize(), settings.limits().maximumSize());
  }

  private static ModelSettings distilled(Family family, String scheduler) {
    return ModelSettings.of(
        new CheckpointSummary(family, false, false, "epsilon", scheduler, true, 512, List.of()));
  }

  private static ModelSettings settings(
      Family family, int side, String scheduler, boolean takesGuidance) {
    return ModelSettings.of(
        new CheckpointSummary(
            family, false, takesGuidance, "epsilon", scheduler, false, side, List.of()));
  }
}
