package dev.imprimatur.diffusion;

import static org.assertj.core.api.Assertions.assertThat;

import dev.imprimatur.diffusion.checkpoint.GoldenTensors;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.List;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.condition.EnabledIf;

/** Equal to Diffusers on the float16 form of the embedded model, computed in float32. */
@EnabledIf(
    value = "isThere",
    disabledReason = "skipped: the float16 model is not at shared/models/cartoon")
class Float16GoldenTest {
  private static final Path MODEL =
      Path.of(System.getProperty("imprimatur.shared", "shared"), "models/cartoon");
  private static final String PROMPT = "Cute sloth blowing out candles on a birthday cake";

  private static GoldenTensors golden;
  private static GoldenRun run;

  static boolean isThere() {
    return Files.isDirectory(MODEL);
  }

  @BeforeAll
  static void open() throws InvalidCheckpointException {
    golden = new GoldenTensors(MODEL.resolve("golden/golden.safetensors"));
    run = new GoldenRun(MODEL.resolve("model"));
  }

  @AfterAll
  static void close() {
    run.close();
    golden.close();
  }

  @Test
  void tokenIds_ofBothPrompts_areExact() throws Exception {
    assertThat(run.tokenizer.encode(PROMPT).ids()).isEqualTo(golden.integers("input_ids"));
    assertThat(run.tokenizer.encode("").ids()).isEqualTo(golden.integers("uncond_ids"));
  }

  @Test
  void hiddenStates_ofBothPrompts_areClose() throws Exception {
    assertThat(Differences.relative(run.hiddenStates(PROMPT), golden.floats("text_embeddings")))
        .isLessThan(1e-4);
    assertThat(Differences.relative(run.hiddenStates(""), golden.floats("uncond_embeddings")))
        .isLessThan(1e-4);
  }

  @Test
  void unet_withAndWithoutPrompt_isClose() throws Exception {
    float[] latent = golden.floats("initial_latent");
    assertThat(
            Differences.relative(
                run.prediction(latent, 500, PROMPT), golden.floats("eps_t500_cond")))
        .isLessThan(1e-4);
    assertThat(
            Differences.relative(run.prediction(latent, 500, ""), golden.floats("eps_t500_uncond")))
        .isLessThan(1e-4);
  }

  @Test
  void ddim_tenSteps_everyLatentAndThePictureAreClose() throws Exception {
    List<float[]> latents =
        run.latents(Sampler.DDIM, 10, 5, "", PROMPT, golden.floats("initial_latent"));
    float[] reference = golden.floats("latents_after_step");
    int size = latents.getFirst().length;
    for (int step = 0; step < latents.size(); step++) {
      float[] expected = Arrays.copyOfRange(reference, step * size, (step + 1) * size);
      assertThat(Differences.relative(latents.get(step), expected))
          .as("step " + step)
          .isLessThan(1e-4);
    }
    assertThat(Differences.relative(run.picture(latents.getLast()), golden.floats("decoded_image")))
        .isLessThan(1e-4);
  }

  @Test
  void dpmSolver_twentySteps_lastLatentIsClose() throws Exception {
    List<float[]> latents =
        run.latents(Sampler.DPMPP_2M, 20, 5, "", PROMPT, golden.floats("initial_latent"));
    assertThat(Differences.relative(latents.getLast(), golden.floats("final_latent_dpmpp2m_20")))
        .isLessThan(1e-3);
  }
}
