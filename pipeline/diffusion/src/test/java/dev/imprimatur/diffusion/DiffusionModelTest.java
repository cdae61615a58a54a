package dev.imprimatur.diffusion;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;
import static org.assertj.core.api.Assertions.within;

import com.fasterxml.jackson.databind.json.JsonMapper;
import java.awt.image.BufferedImage;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import java.util.OptionalLong;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.condition.EnabledOnOs;
import org.junit.jupiter.api.condition.OS;
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
        finished(
            DrawingRequest.textToImage(
                List.of(image("a cat", 1)), "", 192, 128, 2, 5, Sampler.DDIM));
    assertThat(finished.pictures().getFirst().getWidth()).isEqualTo(192);
    assertThat(finished.pictures().getFirst().getHeight()).isEqualTo(128);
    assertThat(finished.trace().steps())
        .containsExactly(new RunTrace.StepTrace(0, 0, 2, 0), new RunTrace.StepTrace(0, 1, 2, 0));
    assertThat(finished.trace().libraries()).containsEntry("pytorch", "2.7.1");
  }

  @ParameterizedTest
  @EnumSource(names = {"EULER_ANCESTRAL", "HEUN"})
  void draw_withScaledOrRepeatedOrNoisySteps_givesAPicture(Sampler sampler) {
    var request = DrawingRequest.textToImage(List.of(image("a cat", 1)), "", 64, 64, 2, 1, sampler);
    int[] pixels = pixels(finished(request).pictures().getFirst());
    assertThat(Arrays.stream(pixels).distinct().count()).isGreaterThan(500);
  }

  @Test
  void draw_withoutGuidance_runsOneSampleAPass() {
    Drawing.Finished finished =
        finished(
            DrawingRequest.textToImage(
                List.of(image("a cat", 1)), "dog", 128, 128, 1, 1, Sampler.DDIM));
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
            "The prompt is longer than the model can read. This was left out: "
                + "word ".repeat(25).strip());
  }

  @Test
  void drawTogether_ofRequestsWithOneLongPrompt_tellsBothWhatWasLeftOut() {
    DrawingRequest request = request(image("word ".repeat(100), 1));
    var commission = new Commission(request, event -> StepListener.Decision.CONTINUE);
    assertThat(model.drawTogether(List.of(commission, commission)))
        .allSatisfy(drawing ->
            assertThat(((Drawing.Finished) drawing).notices())
                .singleElement()
                .asString()
                .startsWith("The prompt is longer than the model can read."));
  }

  @Test
  void replay_ofPicturesDrawnBesideStrangers_givesTheSamePixels() throws Exception {
    var options = ModelOptions.on(DeviceChoice.parse("cpu")).withMaximumBatch(8);
    DrawingRequest first = request(image("a red apple", 7), image("a blue house", 8));
    DrawingRequest second =
        DrawingRequest.textToImage(List.of(image("a cat", 9)), "dog", 128, 128, 5, 1, Sampler.DDIM);
    try (DiffusionModel company = DiffusionModel.open(EmbeddedModel.FOLDER, options)) {
      List<Drawing> drawings =
          company.drawTogether(
              List.of(
                  new Commission(first, event -> StepListener.Decision.CONTINUE),
                  new Commission(second, event -> StepListener.Decision.CONTINUE)));
      var apple = (Drawing.Finished) drawings.get(0);
      var cat = (Drawing.Finished) drawings.get(1);
      assertThat(apple.trace().steps()).contains(new RunTrace.StepTrace(1, 0, 4, 2));
      requireSamePixels(company.replay(first, apple.trace()), apple);
      requireSamePixels(company.replay(second, cat.trace()), cat);
    }
  }

  @Test
  void replay_ofAnotherCodeVersion_isRefusedWithBothVersions() {
    Drawing.Finished finished = finished(request(image("a cat", 1)));
    RunTrace trace = finished.trace();
    RunTrace older =
        new RunTrace(trace.modelHash(), "1", trace.device(), trace.libraries(), trace.steps());
    assertThat(model.replay(request(image("a cat", 1)), older))
        .isEqualTo(
            new Drawing.Refused(
                "A replay needs the recorded code version, 1, but here it is "
                    + DiffusionModel.CODE_VERSION
                    + "."));
  }

  @Test
  void draw_aVariation_liesBetweenTheTwoSeeds() {
    int[] own = pixels(finished(request(image("a cat", 1))).pictures().getFirst());
    int[] other = pixels(finished(request(image("a cat", 2))).pictures().getFirst());
    assertThat(pixels(variation(0))).isEqualTo(own);
    assertThat(pixels(variation(1))).isEqualTo(other);
    assertThat(pixels(variation(0.3))).isNotEqualTo(own).isNotEqualTo(other);
  }

  @Test
  void draw_inLowMemoryMode_givesNearlyTheSamePicture() throws Exception {
    var options =
        ModelOptions.on(DeviceChoice.parse("cpu")).with(MemoryMode.LOW, OptionalLong.empty());
    DrawingRequest request = request(image("a red apple", 7));
    try (DiffusionModel low = DiffusionModel.open(EmbeddedModel.FOLDER, options)) {
      var drawing = (Drawing.Finished) low.draw(request, event -> StepListener.Decision.CONTINUE);
      int[] lean = pixels(drawing.pictures().getFirst());
      int[] roomy = pixels(finished(request).pictures().getFirst());
      for (int i = 0; i < lean.length; i++) {
        for (int shift = 0; shift <= 16; shift += 8) {
          assertThat(lean[i] >> shift & 0xFF).isCloseTo(roomy[i] >> shift & 0xFF, within(2));
        }
      }
      assertThat(drawing.trace().device()).isEqualTo("cpu low-memory");
      assertThat(low.forecast(request)).isLessThan(model.forecast(request));
    }
  }

  @Test
  @EnabledOnOs(OS.LINUX)
  void draw_inLowMemoryMode_keepsNoPagesOfANetworkThatIsNotAtWork() throws Exception {
    ModelOptions low =
        ModelOptions.on(DeviceChoice.parse("cpu")).with(MemoryMode.LOW, OptionalLong.empty());
    Path weights =
        EmbeddedModel.FOLDER.resolve("unet").resolve("diffusion_pytorch_model.safetensors");
    var during = new ArrayList<Long>();
    try (DiffusionModel small = DiffusionModel.open(EmbeddedModel.FOLDER, low)) {
      small.draw(
          request(image("a red apple", 7)),
          step -> {
            try {
              during.add(ResidentPages.of(weights));
            } catch (IOException e) {
              throw new UncheckedIOException(e);
            }
            return StepListener.Decision.CONTINUE;
          });
      assertThat(during).isNotEmpty().allMatch(bytes -> bytes > 20_000_000);
      assertThat(ResidentPages.of(weights)).isZero();
    }
  }

  @Test
  void open_withinALimitThatIsTooLowForRoomy_drawsInLowMemory() throws Exception {
    DrawingRequest request = request(image("a red apple", 7));
    ModelOptions options = ModelOptions.on(DeviceChoice.parse("cpu"));
    var tight = options.within(OptionalLong.of(650_000_000));
    try (DiffusionModel limited = DiffusionModel.open(EmbeddedModel.FOLDER, tight)) {
      var drawing =
          (Drawing.Finished) limited.draw(request, event -> StepListener.Decision.CONTINUE);
      assertThat(drawing.trace().device()).isEqualTo("cpu low-memory in small tiles");
    }
    var ample = options.within(OptionalLong.of(8_000_000_000L));
    try (DiffusionModel limited = DiffusionModel.open(EmbeddedModel.FOLDER, ample)) {
      var drawing =
          (Drawing.Finished) limited.draw(request, event -> StepListener.Decision.CONTINUE);
      assertThat(drawing.trace().device()).isEqualTo("cpu");
    }
  }

  @Test
  void draw_aboveTheMemoryLimit_isRefusedWithBothNumbersBeforeItStarts() throws Exception {
    var options =
        ModelOptions.on(DeviceChoice.parse("cpu"))
            .with(MemoryMode.ROOMY, OptionalLong.of(700_000_000));
    try (DiffusionModel limited = DiffusionModel.open(EmbeddedModel.FOLDER, options)) {
      var large =
          DrawingRequest.textToImage(
              List.of(image("a cat", 1)), "", 1024, 1024, 1, 1, Sampler.DDIM);
      Drawing drawing =
          limited.draw(
              large,
              event -> {
                throw new AssertionError("it started");
              });
      assertThat(((Drawing.Refused) drawing).reason())
          .matches(
              "This drawing needs up to \\d\\.\\d GB of memory, but 0\\.7 GB are allowed\\."
                  + " Draw smaller, or open the model in low-memory mode\\.");
    }
  }

  @Test
  void request_ofASizeThatIsNoMultipleOfEight_isRefusedWithTheRule() {
    assertThatIllegalArgumentException()
        .isThrownBy(() ->
            DrawingRequest.textToImage(List.of(image("a", 1)), "", 100, 128, 1, 1, Sampler.DDIM))
        .withMessage("width must be a multiple of 8 between 64 and 2048");
  }

  private static Drawing.Finished finished(DrawingRequest request) {
    return (Drawing.Finished) model.draw(request, event -> StepListener.Decision.CONTINUE);
  }

  private static DrawingRequest request(ImageRequest... images) {
    return DrawingRequest.textToImage(List.of(images), "", 128, 128, 3, 5, Sampler.DPMPP_2M);
  }

  private static ImageRequest image(String prompt, long seed) {
    return new ImageRequest(prompt, seed);
  }

  private static int[] pixels(BufferedImage picture) {
    return picture.getRGB(
        0, 0, picture.getWidth(), picture.getHeight(), null, 0, picture.getWidth());
  }

  private static BufferedImage variation(double strength) {
    var image = new ImageRequest("a cat", 1, Optional.of(new Variation(2, strength)));
    return finished(request(image)).pictures().getFirst();
  }

  private static void requireSamePixels(Drawing replayed, Drawing.Finished drawn) {
    assertThat(replayed).isInstanceOf(Drawing.Finished.class);
    List<BufferedImage> pictures = ((Drawing.Finished) replayed).pictures();
    for (int i = 0; i < pictures.size(); i++) {
      assertThat(pixels(pictures.get(i))).isEqualTo(pixels(drawn.pictures().get(i)));
    }
    assertThat(pictures).hasSameSizeAs(drawn.pictures());
  }
}
