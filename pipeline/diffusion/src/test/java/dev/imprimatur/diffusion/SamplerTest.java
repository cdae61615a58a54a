package dev.imprimatur.diffusion;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.imprimatur.diffusion.scheduler.Scheduler;
import dev.imprimatur.diffusion.scheduler.SchedulerConfig;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class SamplerTest {
  @ParameterizedTest
  @CsvSource({
    "DDIM, DdimScheduler, 6, 1",
    "PNDM, PndmScheduler, 7, 1",
    "EULER, EulerScheduler, 6, 14.6",
    "EULER_ANCESTRAL, EulerAncestralScheduler, 6, 14.6",
    "DPMPP_2M, DpmSolverScheduler, 6, 1",
    "DPMPP_2M_KARRAS, DpmSolverScheduler, 6, 1",
    "UNIPC, UniPcScheduler, 6, 1",
    "LMS, LmsScheduler, 6, 14.6",
    "HEUN, HeunScheduler, 11, 14.6",
    "LCM, LcmScheduler, 6, 1"
  })
  void scheduler_ofEachSampler_isItsOwnWhateverTheCheckpointComesWith(
      Sampler sampler, String name, int evaluations, double initialScale) throws Exception {
    Scheduler scheduler = sampler.scheduler(SchedulerConfig.of(config("PNDMScheduler")), 6);
    assertThat(scheduler.getClass().getSimpleName()).isEqualTo(name);
    assertThat(scheduler.evaluations()).isEqualTo(evaluations);
    assertThat(scheduler.initialScale()).isBetween(initialScale, initialScale + 0.1);
  }

  @Test
  void scheduler_ofANamedSpread_hasItWhateverTheCheckpointSays() throws Exception {
    SchedulerConfig karras =
        SchedulerConfig.of(
            config("DPMSolverMultistepScheduler")
                .put("use_karras_sigmas", true)
                .put("algorithm_type", "sde-dpmsolver++"));
    Scheduler plain = Sampler.DPMPP_2M.scheduler(karras, 6);
    Scheduler spread = Sampler.DPMPP_2M_KARRAS.scheduler(karras, 6);
    assertThat(plain.timestep(1)).isEqualTo(832);
    assertThat(spread.timestep(1)).isEqualTo(karras.scheduler(6).timestep(1)).isNotEqualTo(832);
    SchedulerConfig beta =
        SchedulerConfig.of(config("DPMSolverMultistepScheduler").put("use_beta_sigmas", true));
    assertThat(Sampler.DPMPP_2M_KARRAS.scheduler(beta, 6).timestep(1))
        .isEqualTo(spread.timestep(1));
    assertThat(karras.scheduler(6).drawsNoise(0)).isTrue();
    assertThat(spread.drawsNoise(0)).isFalse();
  }

  /** Which training leaves behind, and DPM-Solver looks at only where it is learned. */
  @Test
  void scheduler_besideTheFixedVarianceOfDdpm_suits() throws Exception {
    SchedulerConfig ddpm =
        SchedulerConfig.of(config("DDPMScheduler").put("variance_type", "fixed_small"));
    assertThat(Sampler.DPMPP_2M.scheduler(ddpm, 6).timestep(1)).isEqualTo(832);
  }

  @Test
  void scheduler_ofASamplerThatTheCheckpointRulesOut_saysWhy() throws Exception {
    SchedulerConfig config =
        SchedulerConfig.of(config("DDIMScheduler").put("prediction_type", "sample"));
    assertThatExceptionOfType(UnsuitableSamplerException.class)
        .isThrownBy(() -> Sampler.PNDM.scheduler(config, 6))
        .withMessage(
            "the sampler PNDM does not suit: scheduler_config.json: prediction_type is \"sample\","
                + " but must be one of epsilon, v_prediction");
  }

  private static ObjectNode config(String schedulerClass) {
    return JsonNodeFactory.instance
        .objectNode()
        .put("_class_name", schedulerClass)
        .put("beta_schedule", "scaled_linear")
        .put("beta_start", 0.00085)
        .put("beta_end", 0.012)
        .put("skip_prk_steps", true);
  }
}
