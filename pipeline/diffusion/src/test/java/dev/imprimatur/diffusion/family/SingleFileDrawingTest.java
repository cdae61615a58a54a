package dev.imprimatur.diffusion.family;

import static org.assertj.core.api.Assertions.assertThat;

import dev.imprimatur.diffusion.DeviceChoice;
import dev.imprimatur.diffusion.DiffusionModel;
import dev.imprimatur.diffusion.Drawing;
import dev.imprimatur.diffusion.DrawingRequest;
import dev.imprimatur.diffusion.ImageRequest;
import dev.imprimatur.diffusion.ModelOptions;
import dev.imprimatur.diffusion.Sampler;
import dev.imprimatur.diffusion.StepListener;
import java.awt.image.BufferedImage;
import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** A checkpoint in one file with the configurations of a folder draws what the folder draws. */
class SingleFileDrawingTest {
  private static final ModelOptions OPTIONS = ModelOptions.on(DeviceChoice.parse("cpu"));

  @TempDir Path work;

  @ParameterizedTest
  @ValueSource(strings = {"sd1", "sdxl"})
  void draw_fromOneFileWithConfigurations_givesTheFoldersPixels(String family) throws Exception {
    Path folder = RecipeCheckpoint.write(family, work.resolve("folder"));
    Path file = SingleFileRecipe.write(family, work.resolve("model.safetensors"));
    try (DiffusionModel whole = DiffusionModel.open(folder, OPTIONS);
        DiffusionModel single = DiffusionModel.open(file, folder, OPTIONS)) {
      assertThat(single.hash()).isNotEqualTo(whole.hash());
      assertThat(pixels(single)).isEqualTo(pixels(whole));
    }
  }

  private static int[] pixels(DiffusionModel model) {
    var request =
        DrawingRequest.textToImage(
            List.of(new ImageRequest("a cat", 1)), "", 64, 64, 2, 5, Sampler.DDIM);
    var drawing = (Drawing.Finished) model.draw(request, step -> StepListener.Decision.CONTINUE);
    BufferedImage picture = drawing.pictures().getFirst();
    return picture.getRGB(0, 0, 64, 64, null, 0, 64);
  }
}
