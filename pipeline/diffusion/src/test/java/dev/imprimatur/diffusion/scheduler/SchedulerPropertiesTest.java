package dev.imprimatur.diffusion.scheduler;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;

import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.EnumSource;

/** What holds of every scheduler, whatever the numbers. */
class SchedulerPropertiesTest {
  private static final float[] NOISE = {0.7f, -1.1f, 0.2f};

  @ParameterizedTest
  @EnumSource(SchedulerClass.class)
  void step_takenTwice_isTheSameAndLeavesItsArgumentsAlone(SchedulerClass schedulerClass)
      throws Exception {
    Scheduler scheduler = scheduler(schedulerClass, 6);
    SamplerState state = SamplerState.start(new float[] {1, -2, 3});
    for (int i = 0; i < scheduler.evaluations(); i++) {
      float[] output = SchedulerGolden.predicted(scheduler, i, state.sample());
      List<float[]> before = copies(state, output);
      SamplerState once = scheduler.step(i, state, output, NOISE.clone());
      SamplerState twice = scheduler.step(i, state, output, NOISE.clone());
      requireSame(before, copies(state, output));
      requireSame(copies(once, output), copies(twice, output));
      state = once;
    }
  }

  @ParameterizedTest
  @EnumSource(SchedulerClass.class)
  void timesteps_ofAnyNumberOfSteps_neverRise(SchedulerClass schedulerClass) throws Exception {
    for (int steps : List.of(1, 2, 7, 30, 50)) {
      Scheduler scheduler = scheduler(schedulerClass, steps);
      for (int i = 1; i < scheduler.evaluations(); i++) {
        assertThat(scheduler.timestep(i)).isLessThanOrEqualTo(scheduler.timestep(i - 1));
      }
      assertThat(scheduler.timestep(0)).isBetween(0f, 999f);
    }
  }

  @ParameterizedTest
  @CsvSource({
    "DDIM, 10, 10, 4",
    "PNDM, 10, 11, 4",
    "HEUN, 10, 19, 8",
    "LCM, 10, 10, 4",
    "TCD, 10, 10, 4",
    "KDPM2, 10, 19, 8",
    "KDPM2_ANCESTRAL, 1, 1, 1",
    "DPM_SOLVER_SINGLESTEP, 10, 10, 4",
    "EDM_EULER, 10, 10, 4",
    "EULER, 10, 10, 4",
    "PNDM, 1, 1, 1",
    "HEUN, 1, 1, 1"
  })
  void evaluations_andWhereAPictureBegins(
      SchedulerClass schedulerClass, int steps, int evaluations, int begin) throws Exception {
    Scheduler scheduler = scheduler(schedulerClass, steps);
    assertThat(scheduler.evaluations()).isEqualTo(evaluations);
    assertThat(scheduler.begin(0.6)).isEqualTo(begin);
    assertThat(scheduler.begin(1)).isZero();
  }

  @ParameterizedTest
  @EnumSource(SchedulerClass.class)
  void begin_ofAStrengthThatIsNone_isRefused(SchedulerClass schedulerClass) throws Exception {
    Scheduler scheduler = scheduler(schedulerClass, 6);
    for (double strength : new double[] {-0.1, 1.1, Double.NaN}) {
      assertThatIllegalArgumentException()
          .isThrownBy(() -> scheduler.begin(strength))
          .withMessage("strength must be between 0 and 1");
    }
  }

  /** A network that tells the noise is led to the picture by every scheduler that asks for it. */
  @ParameterizedTest
  @EnumSource(value = SchedulerClass.class, mode = EnumSource.Mode.MATCH_NONE, names = "EDM.*")
  void run_withAPerfectNetwork_endsAtThePicture(SchedulerClass schedulerClass) throws Exception {
    float[] picture = {0.5f, -1.5f, 1};
    Scheduler scheduler = scheduler(schedulerClass, 30);
    for (double strength : new double[] {1, 0.97, 0.5}) {
      int begin = scheduler.begin(strength);
      SamplerState state = SamplerState.start(scheduler.noised(picture, NOISE, begin));
      for (int i = begin; i < scheduler.evaluations(); i++) {
        float[] none = new float[3];
        float[] clean = scheduler.noised(picture, none, i);
        float[] unit = scheduler.noised(none, new float[] {1, 1, 1}, i);
        float[] output = new float[3];
        for (int k = 0; k < 3; k++) {
          output[k] = (state.sample()[k] - clean[k]) / unit[k];
        }
        state = scheduler.step(i, state, output, NOISE);
      }
      for (int k = 0; k < 3; k++) {
        assertThat(state.sample()[k]).isBetween(picture[k] - 0.1f, picture[k] + 0.1f);
      }
    }
  }

  /**
   * With as many steps as fit, rounded timesteps coincide, with which solvers could divide by 0.
   */
  @ParameterizedTest
  @EnumSource(SchedulerClass.class)
  void run_ofTheMostSteps_staysFinite(SchedulerClass schedulerClass) throws Exception {
    boolean distilled =
        schedulerClass == SchedulerClass.LCM || schedulerClass == SchedulerClass.TCD;
    int most = distilled ? 50 : 1000;
    for (boolean karras : new boolean[] {false, true}) {
      ObjectNode overrides = JsonNodeFactory.instance.objectNode().put("use_karras_sigmas", karras);
      Scheduler scheduler = scheduler(schedulerClass, overrides, most);
      SamplerState state = SamplerState.start(new float[] {1, -2, 3});
      for (int i = 0; i < scheduler.evaluations(); i++) {
        float[] output = SchedulerGolden.predicted(scheduler, i, state.sample());
        state = scheduler.step(i, state, output, NOISE);
      }
      for (float value : state.sample()) {
        assertThat(value).isBetween(-1e4f, 1e4f);
      }
    }
  }

  private static Scheduler scheduler(SchedulerClass schedulerClass, int steps) throws Exception {
    return scheduler(schedulerClass, JsonNodeFactory.instance.objectNode(), steps);
  }

  private static Scheduler scheduler(SchedulerClass schedulerClass, ObjectNode overrides, int steps)
      throws Exception {
    ObjectNode config =
        JsonNodeFactory.instance
            .objectNode()
            .put("_class_name", "PNDMScheduler")
            .put("beta_schedule", "scaled_linear")
            .put("beta_start", 0.00085)
            .put("beta_end", 0.012)
            .put("clip_sample", false)
            .put("skip_prk_steps", true);
    return SchedulerConfig.of(config).scheduler(schedulerClass, overrides, steps);
  }

  private static List<float[]> copies(SamplerState state, float[] output) {
    var all = new ArrayList<float[]>();
    all.add(output.clone());
    all.add(state.sample().clone());
    Optional<float[]> denoised = state.denoised();
    denoised.ifPresent(latent -> all.add(latent.clone()));
    state.history().forEach(latent -> all.add(latent.clone()));
    return all;
  }

  private static void requireSame(List<float[]> one, List<float[]> other) {
    assertThat(one).hasSameSizeAs(other);
    for (int i = 0; i < one.size(); i++) {
      assertThat(Arrays.equals(one.get(i), other.get(i))).isTrue();
    }
  }
}
