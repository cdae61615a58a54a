package dev.imprimatur.diffusion;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.json.JsonMapper;
import dev.imprimatur.diffusion.checkpoint.GoldenTensors;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.List;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;

/** Equal to Diffusers on the 8-bit weights that are part of the project. */
class EmbeddedModelGoldenTest {
  private static final int LATENT = 4 * 32 * 32;

  private static JsonNode about;
  private static GoldenTensors golden;
  private static GoldenRun run;

  @BeforeAll
  static void open() throws Exception {
    Path folder = Path.of("src/test/resources/golden");
    about = JsonMapper.builder().build().readTree(folder.resolve("golden.json").toFile());
    golden = new GoldenTensors(folder.resolve("golden.safetensors"));
    run = new GoldenRun(EmbeddedModel.FOLDER);
  }

  @AfterAll
  static void close() {
    run.close();
    golden.close();
  }

  @Test
  void tokenIds_ofAwkwardTexts_areExact() throws Exception {
    long[] reference = golden.integers("token_ids");
    int row = 0;
    for (JsonNode text : about.path("texts")) {
      assertThat(run.tokenizer.encode(text.asText()).ids())
          .as(text.asText())
          .isEqualTo(Arrays.copyOfRange(reference, row * 77, (row + 1) * 77));
      row++;
    }
    assertThat(row).isEqualTo(11);
  }

  @Test
  void networks_ofOnePrompt_areClose() throws Exception {
    String prompt = about.path("prompt").asText();
    assertThat(Differences.relative(run.hiddenStates(prompt), golden.floats("hidden_states")))
        .isLessThan(1e-4);
    assertThat(
            Differences.relative(
                run.prediction(golden.floats("noise"), 500, prompt),
                golden.floats("prediction_t500")))
        .isLessThan(1e-4);
  }

  @Test
  void ddim_withNegativePrompt_everyLatentIsClose() throws Exception {
    requireClose(latents(Sampler.DDIM), golden.floats("ddim_latents"), 1e-4);
  }

  @Test
  void dpmSolver_withNegativePrompt_latentsAndPixelsAreClose() throws Exception {
    List<float[]> latents = latents(Sampler.DPMPP_2M);
    requireClose(latents, golden.floats("dpm_solver_latents"), 1e-3);
    requireSamePixels(run.picture(latents.getLast()), golden.bytes("pixels"));
  }

  private static List<float[]> latents(Sampler sampler) throws Exception {
    return run.latents(
        sampler,
        about.path("steps").asInt(),
        about.path("guidance").asDouble(),
        about.path("negative_prompt").asText(),
        about.path("prompt").asText(),
        golden.floats("noise"));
  }

  private static void requireClose(List<float[]> latents, float[] reference, double tolerance) {
    for (int step = 0; step < latents.size(); step++) {
      float[] expected = Arrays.copyOfRange(reference, step * LATENT, (step + 1) * LATENT);
      assertThat(Differences.relative(latents.get(step), expected))
          .as("step " + step)
          .isLessThan(tolerance);
    }
  }

  private static void requireSamePixels(float[] picture, byte[] reference) {
    int plane = 256 * 256;
    int different = 0;
    for (int i = 0; i < plane; i++) {
      for (int colour = 0; colour < 3; colour++) {
        int actual = Pixels.toByte(picture[colour * plane + i]);
        int distance = Math.abs(actual - Byte.toUnsignedInt(reference[3 * i + colour]));
        assertThat(distance).isLessThanOrEqualTo(2);
        different += distance == 0 ? 0 : 1;
      }
    }
    assertThat(different).isLessThanOrEqualTo(3 * plane / 1000);
  }
}
