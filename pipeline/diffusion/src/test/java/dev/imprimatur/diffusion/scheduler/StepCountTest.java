package dev.imprimatur.diffusion.scheduler;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatCode;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;

import com.fasterxml.jackson.databind.node.ObjectNode;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.EnumSource;

/** Which numbers of steps a checkpoint can be drawn in, and where they begin. */
class StepCountTest {
  @ParameterizedTest
  @EnumSource(SchedulerClass.class)
  void scheduler_ofMoreStepsThanFit_isRefused(SchedulerClass schedulerClass) throws Exception {
    SchedulerConfig config = SchedulerConfig.of(Configs.of("DDIMScheduler"));
    for (int steps : List.of(-1, 0, 1001)) {
      assertThatIllegalArgumentException()
          .isThrownBy(() -> config.scheduler(schedulerClass, Configs.NO_OVERRIDES, steps))
          .withMessageStartingWith("steps must be between 1 and ");
    }
  }

  @Test
  void scheduler_ofLeadingStepsBeyondTheTraining_isRefused() throws Exception {
    SchedulerConfig config = SchedulerConfig.of(Configs.of("DDIMScheduler").put("steps_offset", 1));
    assertThat(config.scheduler(999).timestep(0)).isEqualTo(999);
    assertThatIllegalArgumentException()
        .isThrownBy(() -> config.scheduler(1000))
        .withMessage(
            "1000 steps do not fit into 1000 training timesteps with leading spacing and offset 1");
  }

  /** Diffusers counts back once more, to before the first timestep, for a rounding. */
  @ParameterizedTest
  @CsvSource({"1000, 61, 60", "300, 7, 8", "999, 26, 25"})
  void scheduler_ofTrailingStepsThatRoundingMakesOneMore_isRefused(
      int training, int steps, int others) throws Exception {
    SchedulerConfig config =
        SchedulerConfig.of(
            Configs.of("EulerDiscreteScheduler")
                .put("timestep_spacing", "trailing")
                .put("num_train_timesteps", training));
    assertThat(config.scheduler(others).evaluations()).isEqualTo(others);
    assertThatIllegalArgumentException()
        .isThrownBy(() -> config.scheduler(steps))
        .withMessage(
            "%d steps cannot be counted back over %d training timesteps, with trailing spacing:"
                    .formatted(steps, training)
                + " name another number");
  }

  @Test
  void scheduler_fromPureNoiseThatPredictsNoise_isRefused() throws Exception {
    SchedulerConfig config =
        SchedulerConfig.of(
            Configs.of("DDIMScheduler")
                .put("rescale_betas_zero_snr", true)
                .put("timestep_spacing", "trailing"));
    assertThatIllegalArgumentException()
        .isThrownBy(() -> config.scheduler(10).requireStart(0))
        .withMessage(
            "this number of steps starts at timestep 999, where no signal is left and predicting"
                + " the noise tells nothing");
    assertThatCode(() -> config.scheduler(10).requireStart(1)).doesNotThrowAnyException();
  }

  /**
   * A trace of signal put at the last timestep can leave less noise there than before it. Diffusers
   * looks its sigma up further down: PyTorch's square roots decide the decimals, 997.8376.
   */
  @Test
  void timestep_ofASigmaThatIsReachedTwice_isTheEarlier() throws Exception {
    ObjectNode config =
        Configs.of("EulerDiscreteScheduler")
            .put("beta_schedule", "scaled_linear")
            .put("beta_start", 0.00085)
            .put("beta_end", 0.0001)
            .put("rescale_betas_zero_snr", true)
            .put("interpolation_type", "log_linear")
            .put("use_exponential_sigmas", true);
    assertThat(SchedulerConfig.of(config).scheduler(3).timestep(0)).isBetween(997.83f, 997.84f);
  }
}
