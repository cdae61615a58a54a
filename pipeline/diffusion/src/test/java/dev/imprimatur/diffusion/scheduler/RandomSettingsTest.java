package dev.imprimatur.diffusion.scheduler;

import static org.assertj.core.api.Assertions.assertThat;

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

/** Settings that nobody thought of end in a scheduler of finite numbers or in one refusal. */
class RandomSettingsTest {
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
          config.set(choice.getKey(), Configs.parse(values.get(random.nextInt(values.size()))));
        }
      }
      SchedulerClass[] classes = SchedulerClass.values();
      SchedulerClass schedulerClass = classes[random.nextInt(classes.length)];
      try {
        config.put("_class_name", "DDIMScheduler");
        Scheduler scheduler =
            SchedulerConfig.of(config)
                .scheduler(schedulerClass, Configs.NO_OVERRIDES, 1 + random.nextInt(12));
        scheduler.requireStart(0);
        requireFinite(scheduler, schedulerClass + " " + config);
        read++;
      } catch (InvalidCheckpointException | IllegalArgumentException e) {
        assertThat(e.getMessage()).hasSizeLessThan(300);
      }
    }
    assertThat(read).isBetween(400, 3600);
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
    requireFinite(SchedulerConfig.of(Configs.parse(config)).scheduler(steps), config);
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
}
