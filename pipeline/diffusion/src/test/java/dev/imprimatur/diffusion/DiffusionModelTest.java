package dev.imprimatur.diffusion;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;

import com.fasterxml.jackson.databind.json.JsonMapper;
import java.awt.image.BufferedImage;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

class DiffusionModelTest {
  private static DiffusionModel model;

  @BeforeAll
  static void open() throws InvalidCheckpointException {
    model = DiffusionModel.open(EmbeddedModel.FOLDER, DeviceChoice.parse("cpu"));
  }

  @AfterAll
  static void close() {
    model.close();
  }

  @Test
  void hash_isTheOneThatTheModelIsOfferedUnder() throws Exception {
    var offered =
        JsonMapper.builder().build().readTree(EmbeddedModel.FOLDER.resolve("model.json").toFile());
    assertThat(model.hash()).isEqualTo(offered.path("hash").asText());
  }

  @Test
  void draw_theSameSeedAloneAndBesideOthers_givesTheSamePixels() {
    List<BufferedImage> alone = finished(request(image("a red apple", 7))).pictures();
    List<BufferedImage> beside =
        finished(request(image("a blue house", 8), image("a red apple", 7))).pictures();
    assertThat(pixels(beside.get(1))).isEqualTo(pixels(alone.getFirst()));
    assertThat(pixels(beside.get(0))).isNotEqualTo(pixels(alone.getFirst()));
  }

  @Test
  void draw_anotherSize_givesThatSizeAndATraceOfEveryStep() {
    Drawing.Finished finished =
        finished(new DrawingRequest(List.of(image("a cat", 1)), "", 192, 128, 2, 5, Sampler.DDIM));
    assertThat(finished.pictures().getFirst().getWidth()).isEqualTo(192);
    assertThat(finished.pictures().getFirst().getHeight()).isEqualTo(128);
    assertThat(finished.trace().steps())
        .containsExactly(new RunTrace.StepTrace(0, 0, 2, 1), new RunTrace.StepTrace(0, 1, 2, 1));
    assertThat(finished.trace().libraries()).containsEntry("pytorch", "2.7.1");
  }

  @ParameterizedTest
  @EnumSource(names = {"EULER_ANCESTRAL", "HEUN"})
  void draw_withScaledOrRepeatedOrNoisySteps_givesAPicture(Sampler sampler) {
    var request = new DrawingRequest(List.of(image("a cat", 1)), "", 64, 64, 2, 1, sampler);
    int[] pixels = pixels(finished(request).pictures().getFirst());
    assertThat(Arrays.stream(pixels).distinct().count()).isGreaterThan(500);
  }

  @Test
  void draw_withoutGuidance_runsOneSampleAPass() {
    Drawing.Finished finished =
        finished(
            new DrawingRequest(List.of(image("a cat", 1)), "dog", 128, 128, 1, 1, Sampler.DDIM));
    assertThat(finished.trace().steps()).containsExactly(new RunTrace.StepTrace(0, 0, 1, 0));
  }

  @Test
  void draw_reportsEveryStepWithAPreview() {
    var seen = new ArrayList<String>();
    model.draw(
        request(image("a cat", 1)),
        event -> {
          BufferedImage preview = event.preview().get();
          seen.add(event.step() + "/" + event.steps() + " " + preview.getWidth());
          return StepListener.Decision.CONTINUE;
        });
    assertThat(seen).containsExactly("1/3 16", "2/3 16", "3/3 16");
  }

  @Test
  void draw_whenTheListenerCancels_stopsThere() {
    Drawing drawing = model.draw(request(image("a cat", 1)), event -> StepListener.Decision.CANCEL);
    assertThat(drawing).isEqualTo(new Drawing.Cancelled(1));
  }

  @Test
  void draw_aPromptBeyondTheContext_saysHowMuchWasCut() {
    assertThat(finished(request(image("word ".repeat(100), 1))).notices())
        .containsExactly(
            "The prompt is longer than the model can read: its last 25 tokens were left out.");
  }

  @Test
  void request_ofASizeThatIsNoMultipleOfEight_isRefusedWithTheRule() {
    assertThatIllegalArgumentException()
        .isThrownBy(
            () -> new DrawingRequest(List.of(image("a", 1)), "", 100, 128, 1, 1, Sampler.DDIM))
        .withMessage("width must be a multiple of 8 between 64 and 2048");
  }

  private static Drawing.Finished finished(DrawingRequest request) {
    return (Drawing.Finished) model.draw(request, event -> StepListener.Decision.CONTINUE);
  }

  private static DrawingRequest request(ImageRequest... images) {
    return new DrawingRequest(List.of(images), "", 128, 128, 3, 5, Sampler.DPMPP_2M);
  }

  private static ImageRequest image(String prompt, long seed) {
    return new ImageRequest(prompt, seed);
  }

  private static int[] pixels(BufferedImage picture) {
    return picture.getRGB(
        0, 0, picture.getWidth(), picture.getHeight(), null, 0, picture.getWidth());
  }
}
