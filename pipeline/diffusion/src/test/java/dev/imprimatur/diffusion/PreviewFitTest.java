package dev.imprimatur.diffusion;

import static org.assertj.core.api.Assertions.assertThat;

import dev.imprimatur.diffusion.checkpoint.Checkpoint;
import dev.imprimatur.picture.Picture;
import java.awt.image.BufferedImage;
import java.util.List;
import org.junit.jupiter.api.Test;

class PreviewFitTest {
  @Test
  void of_theEmbeddedDecoder_isAboutAsGoodAsOneFittedToPictures() throws Exception {
    try (var manager = PyTorch.manager(DeviceChoice.parse("cpu"));
        var parts =
            ModelParts.load(
                Checkpoint.open(EmbeddedModel.FOLDER),
                manager,
                ModelOptions.on(DeviceChoice.parse("cpu")));
        var model = DiffusionModel.open(EmbeddedModel.FOLDER, DeviceChoice.parse("cpu"))) {
      LatentPreview fitted =
          parts.autoencoder().with(network -> PreviewFit.of(manager, network, parts.space()));
      float[] latent =
          parts
              .autoencoder()
              .with(network ->
                  parts
                      .coder(network)
                      .encode(manager, Picture.of(drawn(model)).values(), 128, 128)
                      .mean());
      for (int i = 0; i < latent.length; i++) {
        latent[i] *= 0.5717f;
      }
      LatentPreview stored = LatentPreview.read(EmbeddedModel.FOLDER, 4).orElseThrow();
      BufferedImage picture = drawn(model);
      assertThat(distance(fitted.of(latent, 16, 16), picture))
          .isLessThan(1.25 * distance(stored.of(latent, 16, 16), picture));
    }
  }

  private static BufferedImage drawn(DiffusionModel model) {
    var request =
        DrawingRequest.textToImage(
            List.of(new ImageRequest("a red balloon in the sky", 3)),
            "",
            128,
            128,
            8,
            5,
            Sampler.DPMPP_2M);
    Drawing drawing = model.draw(request, step -> StepListener.Decision.CONTINUE);
    return ((Drawing.Finished) drawing).pictures().getFirst();
  }

  /** The mean difference between a preview's colours and those in the middle of their squares. */
  private static double distance(BufferedImage preview, BufferedImage picture) {
    double sum = 0;
    for (int i = 0; i < 256; i++) {
      int small = preview.getRGB(i % 16, i / 16);
      int large = picture.getRGB(8 * (i % 16) + 4, 8 * (i / 16) + 4);
      for (int shift = 0; shift <= 16; shift += 8) {
        sum += Math.abs((small >> shift & 0xFF) - (large >> shift & 0xFF));
      }
    }
    return sum / 768;
  }
}
