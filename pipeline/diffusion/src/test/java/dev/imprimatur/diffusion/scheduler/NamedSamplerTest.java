package dev.imprimatur.diffusion.scheduler;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;

import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.imprimatur.diffusion.InvalidCheckpointException;
import org.junit.jupiter.api.Test;

/** A sampler that a drawing names, with the settings of a checkpoint whose own is another. */
class NamedSamplerTest {
  @Test
  void scheduler_whereTheOwnIsAStranger_isAnyOther() throws Exception {
    SchedulerConfig config =
        SchedulerConfig.of(Configs.of("DPMSolverSDEScheduler").put("use_karras_sigmas", true));
    assertThat(config.scheduler(SchedulerClass.EULER, Configs.NO_OVERRIDES, 4).evaluations())
        .isEqualTo(4);
    assertThatIllegalArgumentException()
        .isThrownBy(() -> config.scheduler(4))
        .withMessage(
            "the checkpoint's own sampler, DPMSolverSDEScheduler, is not among ours: name another");
  }

  @Test
  void scheduler_whereTheOwnStepsAlongSigma_isOneThatDoesSoOrRefused() throws Exception {
    SchedulerConfig config = SchedulerConfig.of(Configs.of("EDMDPMSolverMultistepScheduler"));
    assertThat(config.scheduler(SchedulerClass.EULER, Configs.NO_OVERRIDES, 4))
        .isInstanceOf(EdmScheduler.class);
    assertThat(config.scheduler(SchedulerClass.DPM_SOLVER_MULTISTEP, Configs.NO_OVERRIDES, 4))
        .isInstanceOf(EdmScheduler.class);
    assertThatExceptionOfType(InvalidCheckpointException.class)
        .isThrownBy(() -> config.scheduler(SchedulerClass.DDIM, Configs.NO_OVERRIDES, 4))
        .withMessage(
            "the checkpoint's own sampler, EDMDPMSolverMultistepScheduler, steps along sigma; only"
                + " Euler's method and DPM-Solver++ can take its place");
  }

  /** UniPC has no such solver and takes its default, whose name DPM-Solver++ takes for its own. */
  @Test
  void scheduler_ofAnotherClass_doesNotTakeASolverThatItsOwnClassHadAnotherFor() throws Exception {
    ObjectNode own = Configs.of("UniPCMultistepScheduler").put("solver_type", "heun");
    assertThat(end(own)).isEqualTo(end(own.deepCopy().put("solver_type", "bh2")));
    ObjectNode heun = Configs.of("DPMSolverMultistepScheduler").put("solver_type", "heun");
    assertThat(end(heun)).isNotEqualTo(end(own));
  }

  /** The end of a run of DPM-Solver++. */
  private static float[] end(ObjectNode config) throws Exception {
    Scheduler scheduler =
        SchedulerConfig.of(config)
            .scheduler(SchedulerClass.DPM_SOLVER_MULTISTEP, Configs.NO_OVERRIDES, 4);
    SamplerState state = SamplerState.start(new float[] {0.3f, -1.2f});
    for (int i = 0; i < scheduler.evaluations(); i++) {
      state =
          scheduler.step(
              i, state, SchedulerGolden.predicted(scheduler, i, state.sample()), new float[2]);
    }
    return state.sample();
  }

  @Test
  void scheduler_ofAnotherClass_refusesWhatItsOwnClassDoesNotKnow() throws Exception {
    SchedulerConfig config =
        SchedulerConfig.of(Configs.of("PNDMScheduler").put("use_beta_sigmas", 1));
    assertThatExceptionOfType(InvalidCheckpointException.class)
        .isThrownBy(() -> config.scheduler(SchedulerClass.EULER, Configs.NO_OVERRIDES, 4))
        .withMessage("scheduler_config.json: use_beta_sigmas is 1, but must be true or false");
  }

  @Test
  void scheduler_ofAnotherClass_takesItsOwnDefaultForWhatIsListedAsDefault() throws Exception {
    ObjectNode config = Configs.of("PNDMScheduler").put("timestep_spacing", "leading");
    config.putArray("_use_default_values").add("timestep_spacing");
    Scheduler euler =
        SchedulerConfig.of(config).scheduler(SchedulerClass.EULER, Configs.NO_OVERRIDES, 4);
    assertThat(euler.timestep(0)).isEqualTo(999);
  }
}
