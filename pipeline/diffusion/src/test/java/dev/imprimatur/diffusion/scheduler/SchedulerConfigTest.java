package dev.imprimatur.diffusion.scheduler;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatCode;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.core.json.JsonReadFeature;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.json.JsonMapper;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.imprimatur.diffusion.InvalidCheckpointException;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.TreeMap;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.EnumSource;

class SchedulerConfigTest {
  private static final ObjectNode NO_OVERRIDES = JsonNodeFactory.instance.objectNode();

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
          DPMSolverMultistep | variance_type | 'learned' | null, since it is not supported
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
    ObjectNode config = config(schedulerClass + "Scheduler");
    config.set(key, json(value.replace('\'', '"')));
    assertThatExceptionOfType(InvalidCheckpointException.class)
        .isThrownBy(() -> SchedulerConfig.of(config))
        .withMessage(
            "scheduler_config.json: %s is %s, but must be %s", key, value.replace('\'', '"'), rule);
  }

  @Test
  void config_whoseDefaultDoesNotFit_isRefusedAsMissing() {
    ObjectNode config = config("LCMScheduler").put("num_train_timesteps", 40);
    assertThatExceptionOfType(InvalidCheckpointException.class)
        .isThrownBy(() -> SchedulerConfig.of(config))
        .withMessage(
            "scheduler_config.json: original_inference_steps is missing, but must be a whole number"
                + " from 1 to 40");
  }

  @Test
  void config_ofAnUnknownClass_isRefusedWithTheKnownOnes() {
    assertThatExceptionOfType(InvalidCheckpointException.class)
        .isThrownBy(() -> SchedulerConfig.of(config("FlowMatchEulerDiscreteScheduler")))
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
  void scheduler_whereTheOwnIsAStranger_isAnyOther() throws Exception {
    SchedulerConfig config =
        SchedulerConfig.of(config("DPMSolverSDEScheduler").put("use_karras_sigmas", true));
    assertThat(config.scheduler(SchedulerClass.EULER, NO_OVERRIDES, 4).evaluations()).isEqualTo(4);
    assertThatIllegalArgumentException()
        .isThrownBy(() -> config.scheduler(4))
        .withMessage(
            "the checkpoint's own sampler, DPMSolverSDEScheduler, is not among ours: name another");
  }

  @Test
  void scheduler_whereTheOwnStepsAlongSigma_isOneThatDoesSoOrRefused() throws Exception {
    SchedulerConfig config = SchedulerConfig.of(config("EDMDPMSolverMultistepScheduler"));
    assertThat(config.scheduler(SchedulerClass.EULER, NO_OVERRIDES, 4))
        .isInstanceOf(EdmScheduler.class);
    assertThat(config.scheduler(SchedulerClass.DPM_SOLVER_MULTISTEP, NO_OVERRIDES, 4))
        .isInstanceOf(EdmScheduler.class);
    assertThatExceptionOfType(InvalidCheckpointException.class)
        .isThrownBy(() -> config.scheduler(SchedulerClass.DDIM, NO_OVERRIDES, 4))
        .withMessage(
            "the checkpoint's own sampler, EDMDPMSolverMultistepScheduler, steps along sigma; only"
                + " Euler's method and DPM-Solver++ can take its place");
  }

  @Test
  void config_thatSolvesForTheNoiseWhereNoneIsLeft_isRefused() {
    ObjectNode config = config("DPMSolverMultistepScheduler").put("algorithm_type", "dpmsolver");
    assertThatExceptionOfType(InvalidCheckpointException.class)
        .isThrownBy(() -> SchedulerConfig.of(config))
        .withMessage(
            "scheduler_config.json: final_sigmas_type is missing, but must be sigma_min where"
                + " algorithm_type has no \"++\"");
  }

  @Test
  void config_thatThresholdsWhatSinglestepsSolveForTheNoise_isRefused() {
    ObjectNode config =
        config("DPMSolverSinglestepScheduler")
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
    ObjectNode config = config("LCMScheduler").put(key, value);
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
        config("EulerDiscreteScheduler")
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
    ObjectNode pndm = config("PNDMScheduler").put("skip_prk_steps", false);
    assertThat(SchedulerConfig.of(pndm).scheduler(6).evaluations()).isEqualTo(15);
    assertThat(SchedulerConfig.ofInpainting(pndm).scheduler(6).evaluations()).isEqualTo(7);
    ObjectNode clipping = config("DDIMScheduler").put("clip_sample", true);
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
    ObjectNode config = config("DDIMScheduler").put("beta_start", 0.9).put("beta_end", 0.99);
    assertThatExceptionOfType(InvalidCheckpointException.class)
        .isThrownBy(() -> SchedulerConfig.of(config))
        .withMessage(
            "scheduler_config.json: the betas must leave less signal at every timestep, and some"
                + " at the last");
  }

  @Test
  void config_withAHugeValue_isRefusedInFewWords() {
    ObjectNode config = config("DDIMScheduler").put("beta_schedule", "x".repeat(1_000_000));
    assertThatExceptionOfType(InvalidCheckpointException.class)
        .isThrownBy(() -> SchedulerConfig.of(config))
        .satisfies(e -> assertThat(e.getMessage()).hasSizeLessThan(300));
  }

  @Test
  void config_withSettingsOfOtherClasses_ignoresThem() throws Exception {
    ObjectNode config = config("PNDMScheduler").put("thresholding", true).put("use_beta_sigmas", 1);
    config.put("skip_prk_steps", true);
    assertThat(SchedulerConfig.of(config).scheduler(4).evaluations()).isEqualTo(5);
  }

  /** UniPC has no such solver and takes its default, whose name DPM-Solver++ takes for its own. */
  @Test
  void scheduler_ofAnotherClass_doesNotTakeASolverThatItsOwnClassHadAnotherFor() throws Exception {
    ObjectNode own = config("UniPCMultistepScheduler").put("solver_type", "heun");
    assertThat(end(own)).isEqualTo(end(own.deepCopy().put("solver_type", "bh2")));
    ObjectNode heun = config("DPMSolverMultistepScheduler").put("solver_type", "heun");
    assertThat(end(heun)).isNotEqualTo(end(own));
  }

  /** The end of a run of DPM-Solver++. */
  private static float[] end(ObjectNode config) throws Exception {
    Scheduler scheduler =
        SchedulerConfig.of(config).scheduler(SchedulerClass.DPM_SOLVER_MULTISTEP, NO_OVERRIDES, 4);
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
    SchedulerConfig config = SchedulerConfig.of(config("PNDMScheduler").put("use_beta_sigmas", 1));
    assertThatExceptionOfType(InvalidCheckpointException.class)
        .isThrownBy(() -> config.scheduler(SchedulerClass.EULER, NO_OVERRIDES, 4))
        .withMessage("scheduler_config.json: use_beta_sigmas is 1, but must be true or false");
  }

  @Test
  void scheduler_ofAnotherClass_takesItsOwnDefaultForWhatIsListedAsDefault() throws Exception {
    ObjectNode config = config("PNDMScheduler").put("timestep_spacing", "leading");
    config.putArray("_use_default_values").add("timestep_spacing");
    Scheduler euler = SchedulerConfig.of(config).scheduler(SchedulerClass.EULER, NO_OVERRIDES, 4);
    assertThat(euler.timestep(0)).isEqualTo(999);
  }

  @Test
  void stableDiffusion_ofAnOutdatedConfiguration_startsAtOneAndDoesNotClip() throws Exception {
    JsonNode outdated = config("DDIMScheduler").put("steps_offset", 0);
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

  @ParameterizedTest
  @EnumSource(SchedulerClass.class)
  void scheduler_ofMoreStepsThanFit_isRefused(SchedulerClass schedulerClass) throws Exception {
    SchedulerConfig config = SchedulerConfig.of(config("DDIMScheduler"));
    for (int steps : List.of(-1, 0, 1001)) {
      assertThatIllegalArgumentException()
          .isThrownBy(() -> config.scheduler(schedulerClass, NO_OVERRIDES, steps))
          .withMessageStartingWith("steps must be between 1 and ");
    }
  }

  @Test
  void scheduler_ofLeadingStepsBeyondTheTraining_isRefused() throws Exception {
    SchedulerConfig config = SchedulerConfig.of(config("DDIMScheduler").put("steps_offset", 1));
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
            config("EulerDiscreteScheduler")
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
            config("DDIMScheduler")
                .put("rescale_betas_zero_snr", true)
                .put("timestep_spacing", "trailing"));
    assertThatIllegalArgumentException()
        .isThrownBy(() -> config.scheduler(10).requireStart(0))
        .withMessage(
            "this number of steps starts at timestep 999, where no signal is left and predicting"
                + " the noise tells nothing");
    assertThatCode(() -> config.scheduler(10).requireStart(1)).doesNotThrowAnyException();
  }

  /** Any value under any key ends in a scheduler of finite numbers or in one refusal. */
  @Test
  void config_ofRandomSettings_isReadOrRefused() throws Exception {
    Map<String, List<String>> choices = choices();
    Random random = new Random(11);
    int read = 0;
    for (int round = 0; round < 4000; round++) {
      ObjectNode config = JsonNodeFactory.instance.objectNode();
      for (Map.Entry<String, List<String>> choice : choices.entrySet()) {
        if (random.nextInt(4) == 0) {
          List<String> values = choice.getValue();
          config.set(choice.getKey(), json(values.get(random.nextInt(values.size()))));
        }
      }
      SchedulerClass[] classes = SchedulerClass.values();
      SchedulerClass schedulerClass = classes[random.nextInt(classes.length)];
      try {
        config.put("_class_name", "DDIMScheduler");
        Scheduler scheduler =
            SchedulerConfig.of(config)
                .scheduler(schedulerClass, NO_OVERRIDES, 1 + random.nextInt(12));
        scheduler.requireStart(0);
        requireFinite(scheduler, schedulerClass + " " + config);
        read++;
      } catch (InvalidCheckpointException | IllegalArgumentException e) {
        assertThat(e.getMessage()).hasSizeLessThan(300);
      }
    }
    assertThat(read).isBetween(400, 3600);
  }

  /**
   * A trace of signal put at the last timestep can leave less noise there than before it. Diffusers
   * looks its sigma up further down: PyTorch's square roots decide the decimals, 997.8376.
   */
  @Test
  void timestep_ofASigmaThatIsReachedTwice_isTheEarlier() throws Exception {
    ObjectNode config =
        config("EulerDiscreteScheduler")
            .put("beta_schedule", "scaled_linear")
            .put("beta_start", 0.00085)
            .put("beta_end", 0.0001)
            .put("rescale_betas_zero_snr", true)
            .put("interpolation_type", "log_linear")
            .put("use_exponential_sigmas", true);
    assertThat(SchedulerConfig.of(config).scheduler(3).timestep(0)).isBetween(997.83f, 997.84f);
  }

  /** Diffusers ends in numbers that are none. */
  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      textBlock =
          """
          {"_class_name": "EulerAncestralDiscreteScheduler", "num_train_timesteps": 4000, \
          "rescale_betas_zero_snr": true, "timestep_spacing": "trailing"} | 60
          {"_class_name": "KDPM2AncestralDiscreteScheduler", "use_karras_sigmas": true, \
          "sigma_min": 20, "sigma_max": 5} | 4
          {"_class_name": "DPMSolverMultistepScheduler", "use_karras_sigmas": true, \
          "sigma_min": 0.002, "algorithm_type": "sde-dpmsolver++", "solver_order": 1, \
          "final_sigmas_type": "sigma_min"} | 4
          """)
  void run_whereNoiseRises_addsNone(String config, int steps) throws Exception {
    requireFinite(SchedulerConfig.of(json(config)).scheduler(steps), config);
  }

  private static void requireFinite(Scheduler scheduler, String what) {
    float[] some = {0.3f, -1.2f};
    SamplerState state = SamplerState.start(some);
    for (int i = 0; i < scheduler.evaluations(); i++) {
      assertThat(scheduler.timestep(i)).as(what).isBetween(-10f, 100_000f);
      assertThat(scheduler.inputScale(i)).as(what).isBetween(0.0, 2.0);
      state =
          scheduler.step(i, state, SchedulerGolden.predicted(scheduler, i, state.sample()), some);
      for (float value : state.sample()) {
        assertThat(value).as(what + " step " + i).isFinite();
      }
    }
  }

  private static Map<String, List<String>> choices() {
    var choices = new TreeMap<String, List<String>>();
    List<String> flags = List.of("true", "false", "false", "null");
    for (String flag :
        List.of(
            "clip_sample",
            "set_alpha_to_one",
            "skip_prk_steps",
            "rescale_betas_zero_snr",
            "use_karras_sigmas",
            "lower_order_final",
            "euler_at_final",
            "predict_x0")) {
      choices.put(flag, flags);
    }
    choices.put("num_train_timesteps", List.of("1000", "50", "2", "100", "-4", "1e9", "'a'"));
    choices.put("beta_start", List.of("0.001", "0.0001", "1e-6", "0.5", "NaN", "-1"));
    choices.put("beta_end", List.of("0.02", "0.012", "0.0001", "Infinity", "[]"));
    choices.put(
        "beta_schedule", List.of("'linear'", "'scaled_linear'", "'squaredcos_cap_v2'", "'exp'"));
    choices.put("trained_betas", List.of("null", "[0.1,0.2]", "[]", "7"));
    choices.put("prediction_type", List.of("'epsilon'", "'v_prediction'", "'sample'", "''"));
    choices.put("timestep_spacing", List.of("'leading'", "'trailing'", "'linspace'", "{}"));
    choices.put("steps_offset", List.of("0", "1", "999", "-1"));
    choices.put("clip_sample_range", List.of("1", "0.1", "-2"));
    choices.put("sigma_min", List.of("null", "0.03", "20", "0"));
    choices.put("sigma_max", List.of("null", "14.6", "0.01", "1e300"));
    choices.put("solver_order", List.of("1", "2", "3", "0"));
    choices.put("solver_type", List.of("'midpoint'", "'heun'", "'bh1'", "'bh2'", "'x'"));
    choices.put(
        "algorithm_type",
        List.of("'dpmsolver++'", "'sde-dpmsolver++'", "'dpmsolver'", "'sde-dpmsolver'"));
    choices.put("thresholding", flags);
    choices.put("sample_max_value", List.of("1", "2.5", "-1"));
    choices.put("final_sigmas_type", List.of("'zero'", "'sigma_min'", "1"));
    choices.put("lambda_min_clipped", List.of("-Infinity", "-5.1", "-1", "0", "NaN"));
    choices.put("interpolation_type", List.of("'linear'", "'log_linear'"));
    choices.put("timestep_type", List.of("'discrete'", "'continuous'"));
    choices.put("original_inference_steps", List.of("50", "2", "1000", "0"));
    choices.put("timestep_scaling", List.of("10", "0", "-1"));
    choices.put("disable_corrector", List.of("[]", "[0]", "[1,2]", "['a']"));
    choices.put("_use_default_values", List.of("['beta_start']", "7", "[[]]"));
    return choices;
  }

  private static ObjectNode config(String className) {
    return JsonNodeFactory.instance.objectNode().put("_class_name", className);
  }

  private static JsonNode json(String value) throws JsonProcessingException {
    return JsonMapper.builder()
        .enable(JsonReadFeature.ALLOW_NON_NUMERIC_NUMBERS)
        .enable(JsonReadFeature.ALLOW_SINGLE_QUOTES)
        .build()
        .readTree(value);
  }
}
