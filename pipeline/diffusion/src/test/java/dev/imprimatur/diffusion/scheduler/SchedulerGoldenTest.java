package dev.imprimatur.diffusion.scheduler;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;
import static org.assertj.core.api.Assertions.withinPercentage;

import dev.imprimatur.diffusion.scheduler.SchedulerGolden.Case;
import java.util.stream.Stream;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.TestInstance;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/**
 * Every scheduler does what the scheduler of that name in Diffusers does, step by step, to 1e-5 of
 * the latent. Where noise of thousands of times the picture is taken away again, the references
 * keep what float rounding left of it, so there a quarter of a millionth of the largest latent of
 * the run is the measure.
 */
@TestInstance(TestInstance.Lifecycle.PER_CLASS)
class SchedulerGoldenTest {
  private static final double ROUNDING = 0x1p-22;

  private SchedulerGolden golden;

  @BeforeAll
  void read() throws Exception {
    golden = new SchedulerGolden();
  }

  Stream<Case> cases() {
    return golden.cases.stream();
  }

  @ParameterizedTest
  @MethodSource("cases")
  void course_ofEveryCase_isTheReferences(Case run) throws Exception {
    Scheduler scheduler = golden.scheduler(run);
    assertThat(scheduler.evaluations()).isEqualTo(run.timesteps().length);
    assertThat(scheduler.initialScale())
        .isCloseTo(run.about().path("initial_scale").asDouble(), withinPercentage(1e-4));
    for (int i = 0; i < run.timesteps().length; i++) {
      assertThat(scheduler.timestep(i)).isCloseTo(run.timesteps()[i], within(2e-4f));
      assertThat(scheduler.inputScale(i)).isCloseTo(run.scales()[i], within(1e-6));
      requireClose(
          scheduler.noised(golden.latent, golden.noise, i), run.noised().get(i), 0, "noised " + i);
    }
  }

  @ParameterizedTest
  @MethodSource("cases")
  void run_ofEveryCase_isTheReferences(Case run) throws Exception {
    Scheduler scheduler = golden.scheduler(run);
    int begin = run.fromPicture() ? scheduler.begin(run.about().path("strength").asDouble()) : 0;
    assertThat(begin).isEqualTo(run.about().path("begin").asInt());
    float[] start = start(run, scheduler, begin);
    SamplerState state = SamplerState.start(start);
    double largest = norm(start);
    for (int i = 0; i < run.samples().size(); i++) {
      int evaluation = begin + i;
      float[] output = SchedulerGolden.predicted(scheduler, evaluation, state.sample());
      float[] noise =
          scheduler.drawsNoise(evaluation) ? golden.stepNoise(evaluation) : new float[0];
      state = scheduler.step(evaluation, state, output, noise);
      requireClose(state.sample(), run.samples().get(i), largest, "step " + i);
      if (!run.denoised().isEmpty()) {
        float[] denoised = state.denoised().orElseThrow();
        requireClose(denoised, run.denoised().get(i), largest, "denoised " + i);
      }
      largest = Math.max(largest, norm(state.sample()));
    }
  }

  private float[] start(Case run, Scheduler scheduler, int begin) {
    return run.fromPicture()
        ? scheduler.noised(golden.latent, golden.noise, begin)
        : Latents.sum(scheduler.initialScale(), golden.noise, 0, golden.noise);
  }

  private static void requireClose(float[] actual, float[] reference, double largest, String what) {
    float[] difference = Latents.sum(1, actual, -1, reference);
    assertThat(norm(difference))
        .as(what)
        .isLessThan(Math.max(1e-5 * norm(reference), ROUNDING * largest));
  }

  private static double norm(float[] latent) {
    double sum = 0;
    for (float value : latent) {
      sum += (double) value * value;
    }
    return Math.sqrt(sum);
  }
}
