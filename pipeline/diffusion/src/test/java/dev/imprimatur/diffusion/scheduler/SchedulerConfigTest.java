package dev.imprimatur.diffusion.scheduler;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.imprimatur.diffusion.InvalidCheckpointException;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** How a checkpoint's scheduler configuration is read, and what of it is refused. */
class SchedulerConfigTest {
  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      quoteCharacter = '"',
      textBlock =
          """
          DDIM | thresholding | 1 | true or false
          DPMSolverMultistep | use_lu_lambdas | 1 | true or false
          EDMEuler | sigma_schedule | 'linear' | one of exponential, karras
          EDMDPMSolverMultistep | sigma_min | 81 | a number from 1.0E-6 to 80.0
          DEISMultistep | solver_order | 4 | a whole number from 1 to 3
          KDPM2Discrete | prediction_type | 'sample' | one of epsilon, v_prediction
          DPMSolverSinglestep | algorithm_type | 'sde-dpmsolver' | one of deis, dpmsolver, dpmsolver++, sde-dpmsolver++
          EDMDPMSolverMultistep | algorithm_type | 'dpmsolver' | one of deis, dpmsolver++, sde-dpmsolver++
          DPMSolverMultistep | use_flow_sigmas | true | false, since it is not supported
          UniPCMultistep | use_dynamic_shifting | true | false, since it is not supported
          EulerDiscrete | use_beta_sigmas | null | true or false
          HeunDiscrete | use_exponential_sigmas | 1 | true or false
          DPMSolverMultistep | variance_type | 'learned' | fixed, since a learned one is not supported
          UniPCMultistep | solver_p | {} | null, since it is not supported
          UniPCMultistep | shift_terminal | 0.1 | null, since it is not supported
          DPMSolverMultistep | algorithm_type | 'unipc' | one of deis, dpmsolver, dpmsolver++, sde-dpmsolver, sde-dpmsolver++
          DPMSolverMultistep | solver_order | 4 | a whole number from 1 to 3
          DPMSolverMultistep | lambda_min_clipped | 5 | a number from -Infinity to 0.0
          UniPCMultistep | predict_x0 | false | true where final_sigmas_type is zero
          UniPCMultistep | disable_corrector | [-1] | a list of whole numbers from 0 on
          PNDM | prediction_type | 'sample' | one of epsilon, v_prediction
          EulerAncestralDiscrete | prediction_type | 'sample' | one of epsilon, v_prediction
          EulerDiscrete | prediction_type | 'flow_prediction' | one of epsilon, sample, v_prediction
          EulerDiscrete | interpolation_type | 'cubic' | one of linear, log_linear
          EulerDiscrete | final_sigmas_type | 0 | one of sigma_min, zero
          DDIM | timestep_spacing | 'even' | one of leading, linspace, trailing
          DDIM | beta_schedule | 'exp' | one of linear, scaled_linear, squaredcos_cap_v2
          DDIM | beta_start | 0 | a number from 1.0E-6 to 0.999
          DDIM | beta_end | 'much' | a number from 1.0E-6 to 0.999
          DDIM | num_train_timesteps | 1000001 | a whole number from 2 to 100000
          DDIM | num_train_timesteps | 1000.5 | a whole number from 2 to 100000
          DDIM | steps_offset | 1000 | a whole number from 0 to 999
          DDIM | steps_offset | -1 | a whole number from 0 to 999
          DDIM | trained_betas | [0.1,0.2] | a list of 1000 numbers between 0 and 1
          DDIM | clip_sample | null | true or false
          DDIM | set_alpha_to_one | 'yes' | true or false
          LCM | original_inference_steps | 1001 | a whole number from 1 to 1000
          """)
  void config_withASettingThatCannotBeHonoured_isRefusedByName(
      String schedulerClass, String key, String value, String rule) throws Exception {
    ObjectNode config = Configs.of(schedulerClass + "Scheduler");
    config.set(key, Configs.parse(value.replace('\'', '"')));
    assertThatExceptionOfType(InvalidCheckpointException.class)
        .isThrownBy(() -> SchedulerConfig.of(config))
        .withMessage(
            "scheduler_config.json: %s is %s, but must be %s", key, value.replace('\'', '"'), rule);
  }

  @Test
  void config_whoseDefaultDoesNotFit_isRefusedAsMissing() {
    ObjectNode config = Configs.of("LCMScheduler").put("num_train_timesteps", 40);
    assertThatExceptionOfType(InvalidCheckpointException.class)
        .isThrownBy(() -> SchedulerConfig.of(config))
        .withMessage(
            "scheduler_config.json: original_inference_steps is missing, but must be a whole number"
                + " from 1 to 40");
  }

  @Test
  void config_ofAnUnknownClass_isRefusedWithTheKnownOnes() {
    assertThatExceptionOfType(InvalidCheckpointException.class)
        .isThrownBy(() -> SchedulerConfig.of(Configs.of("FlowMatchEulerDiscreteScheduler")))
        .withMessage(
            "scheduler_config.json: _class_name is 'FlowMatchEulerDiscreteScheduler', but must be one of"
                + " DDIMScheduler, PNDMScheduler, EulerDiscreteScheduler,"
                + " EulerAncestralDiscreteScheduler, DPMSolverMultistepScheduler,"
                + " UniPCMultistepScheduler, LMSDiscreteScheduler, HeunDiscreteScheduler,"
                + " LCMScheduler, DDPMScheduler, TCDScheduler, DPMSolverSinglestepScheduler,"
                + " DEISMultistepScheduler, KDPM2DiscreteScheduler,"
                + " KDPM2AncestralDiscreteScheduler, EDMEulerScheduler,"
                + " EDMDPMSolverMultistepScheduler");
  }

  @Test
  void config_thatSolvesForTheNoiseWhereNoneIsLeft_isRefused() {
    ObjectNode config =
        Configs.of("DPMSolverMultistepScheduler").put("algorithm_type", "dpmsolver");
    assertThatExceptionOfType(InvalidCheckpointException.class)
        .isThrownBy(() -> SchedulerConfig.of(config))
        .withMessage(
            "scheduler_config.json: final_sigmas_type is missing, but must be sigma_min where"
                + " algorithm_type has no \"++\"");
  }

  @Test
  void config_thatThresholdsWhatSinglestepsSolveForTheNoise_isRefused() {
    ObjectNode config =
        Configs.of("DPMSolverSinglestepScheduler")
            .put("algorithm_type", "dpmsolver")
            .put("final_sigmas_type", "sigma_min")
            .put("thresholding", true);
    assertThatExceptionOfType(InvalidCheckpointException.class)
        .isThrownBy(() -> SchedulerConfig.of(config))
        .withMessage(
            "scheduler_config.json: thresholding is true, but must be false, since it is not"
                + " supported");
  }

  @ParameterizedTest
  @CsvSource({
    "dynamic_thresholding_ratio, 1.5, 0.0 to 1.0",
    "sample_max_value, 0.0, 1.0E-6 to 1.0E9"
  })
  void config_withAThresholdThatIsNone_isRefusedWhereItCounts(
      String key, double value, String range) throws Exception {
    ObjectNode config = Configs.of("LCMScheduler").put(key, value);
    assertThat(SchedulerConfig.of(config).scheduler(4).evaluations()).isEqualTo(4);
    config.put("thresholding", true);
    assertThatExceptionOfType(InvalidCheckpointException.class)
        .isThrownBy(() -> SchedulerConfig.of(config))
        .withMessage(
            "scheduler_config.json: %s is %s, but must be a number from %s", key, value, range);
  }

  @Test
  void config_withSigmasSpreadTwice_isRefused() {
    ObjectNode config =
        Configs.of("EulerDiscreteScheduler")
            .put("use_karras_sigmas", true)
            .put("use_beta_sigmas", true);
    assertThatExceptionOfType(InvalidCheckpointException.class)
        .isThrownBy(() -> SchedulerConfig.of(config))
        .withMessage(
            "scheduler_config.json: use_beta_sigmas is true, but must be false, since the sigmas"
                + " are already spread otherwise");
  }

  @Test
  void config_ofAPipelineThatFillsHoles_neverWarmsUpAndKeepsItsClipping() throws Exception {
    ObjectNode pndm = Configs.of("PNDMScheduler").put("skip_prk_steps", false);
    assertThat(SchedulerConfig.of(pndm).scheduler(6).evaluations()).isEqualTo(15);
    assertThat(SchedulerConfig.ofInpainting(pndm).scheduler(6).evaluations()).isEqualTo(7);
    ObjectNode clipping = Configs.of("DDIMScheduler").put("clip_sample", true);
    float[] far = {50, -50};
    SamplerState start = SamplerState.start(far);
    assertThat(
            SchedulerConfig.ofInpainting(clipping)
                .scheduler(4)
                .step(0, start, far, far)
                .denoised()
                .orElseThrow())
        .containsExactly(1, -1);
    assertThat(
            SchedulerConfig.ofStableDiffusion(clipping)
                .scheduler(4)
                .step(0, start, far, far)
                .denoised()
                .orElseThrow())
        .doesNotContain(1);
  }

  @Test
  void config_withBetasThatLeaveNoSignal_isRefused() {
    ObjectNode config = Configs.of("DDIMScheduler").put("beta_start", 0.9).put("beta_end", 0.99);
    assertThatExceptionOfType(InvalidCheckpointException.class)
        .isThrownBy(() -> SchedulerConfig.of(config))
        .withMessage(
            "scheduler_config.json: the betas must leave less signal at every timestep, and some"
                + " at the last");
  }

  @Test
  void config_withAHugeValue_isRefusedInFewWords() {
    ObjectNode config = Configs.of("DDIMScheduler").put("beta_schedule", "x".repeat(1_000_000));
    assertThatExceptionOfType(InvalidCheckpointException.class)
        .isThrownBy(() -> SchedulerConfig.of(config))
        .satisfies(e -> assertThat(e.getMessage()).hasSizeLessThan(300));
  }

  @Test
  void config_withSettingsOfOtherClasses_ignoresThem() throws Exception {
    ObjectNode config =
        Configs.of("PNDMScheduler").put("thresholding", true).put("use_beta_sigmas", 1);
    config.put("skip_prk_steps", true);
    assertThat(SchedulerConfig.of(config).scheduler(4).evaluations()).isEqualTo(5);
  }

  @Test
  void stableDiffusion_ofAnOutdatedConfiguration_startsAtOneAndDoesNotClip() throws Exception {
    JsonNode outdated = Configs.of("DDIMScheduler").put("steps_offset", 0);
    Scheduler asWritten = SchedulerConfig.of(outdated).scheduler(10);
    Scheduler amended = SchedulerConfig.ofStableDiffusion(outdated).scheduler(10);
    assertThat(asWritten.timestep(9)).isEqualTo(0);
    assertThat(amended.timestep(9)).isEqualTo(1);

    SamplerState state = SamplerState.start(new float[] {3, -3});
    float[] output = {0, 0};
    assertThat(asWritten.step(9, state, output, output).denoised().orElseThrow())
        .containsExactly(1, -1);
    assertThat(amended.step(9, state, output, output).denoised().orElseThrow()[0]).isGreaterThan(3);
  }
}
