package dev.imprimatur.diffusion;

import static org.assertj.core.api.Assertions.assertThat;

import dev.imprimatur.diffusion.RunTrace.StepTrace;
import dev.imprimatur.diffusion.network.NeedsFusedKernels;
import java.awt.image.BufferedImage;
import java.nio.file.Path;
import java.util.List;
import java.util.stream.IntStream;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/**
 * Whole pictures of Stable Diffusion 1.5's size come again by the fused kernels, bit by bit, though
 * nobody sits beside them any more.
 */
@NeedsFusedKernels
class AcceleratedReplayTest {
  private static final int STEPS = 20;

  @TempDir private static Path folder;
  private static DiffusionModel model;

  @BeforeAll
  static void open() throws Exception {
    FullSizeCheckpoint.write(folder);
    model = DiffusionModel.open(folder, DeviceChoice.parse("cuda:0"));
  }

  @AfterAll
  static void close() {
    model.close();
  }

  /** Of pictures that have two samples when they are guided, and one when they are not. */
  @ParameterizedTest
  @CsvSource({"8, 16, 7.5", "16, 32, 7.5", "32, 64, 7.5", "16, 16, 1"})
  void replay_ofPicturesDrawnTogether_givesTheSamePixels(
      int pictures, int samples, double guidanceScale) {
    List<ImageRequest> images =
        IntStream.range(0, pictures)
            .mapToObj(index -> new ImageRequest("a red house", 100 + index))
            .toList();
    var together =
        finished(
            model.draw(request(images, guidanceScale), step -> StepListener.Decision.CONTINUE));
    for (int picture : new int[] {0, pictures / 2, pictures - 1}) {
      RunTrace trace = alone(together.trace(), picture);
      assertThat(trace.steps()).hasSize(STEPS).allMatch(step -> step.batch() == samples);
      var again =
          finished(model.replay(request(List.of(images.get(picture)), guidanceScale), trace));
      assertThat(pixels(again.pictures().getFirst()))
          .isEqualTo(pixels(together.pictures().get(picture)));
    }
    assertThat(pixels(together.pictures().getFirst()))
        .isNotEqualTo(pixels(together.pictures().getLast()));
  }

  private static DrawingRequest request(List<ImageRequest> images, double guidanceScale) {
    return DrawingRequest.textToImage(
        images, "blurred", 512, 512, STEPS, guidanceScale, Sampler.DPMPP_2M);
  }

  private static Drawing.Finished finished(Drawing drawing) {
    assertThat(drawing).isInstanceOf(Drawing.Finished.class);
    return (Drawing.Finished) drawing;
  }

  /** What {@code trace} says about one picture, as a trace of a drawing of that one. */
  private static RunTrace alone(RunTrace trace, int picture) {
    List<StepTrace> steps =
        trace.steps().stream()
            .filter(step -> step.image() == picture)
            .map(step -> new StepTrace(0, step.step(), step.batch(), step.slot()))
            .toList();
    return new RunTrace(trace.modelHash(), trace.code(), trace.device(), trace.libraries(), steps);
  }

  private static int[] pixels(BufferedImage picture) {
    return picture.getRGB(0, 0, picture.getWidth(), picture.getHeight(), null, 0, 512);
  }
}
