package dev.imprimatur.diffusion;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.json.JsonMapper;
import java.awt.image.BufferedImage;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Optional;

/**
 * A cheap look at a latent: each place becomes one pixel by a linear map from channels to colours,
 * fitted to the checkpoint's decoder by least squares.
 *
 * @param rows for red, green and blue: one factor for each channel, then a constant; colours are -1
 *     to 1
 */
record LatentPreview(double[][] rows) {
  private static final JsonMapper JSON = JsonMapper.builder().build();

  /** The map in {@code preview.json} of a checkpoint, if it has one. */
  static Optional<LatentPreview> read(Path checkpoint, int channels)
      throws InvalidCheckpointException {
    Path file = checkpoint.resolve("preview.json");
    if (!Files.exists(file)) {
      return Optional.empty();
    }
    double[][] rows = new double[3][channels + 1];
    try {
      JsonNode stored = JSON.readTree(file.toFile()).path("latent_to_rgb");
      for (int colour = 0; colour < 3; colour++) {
        if (stored.path(colour).size() != channels + 1) {
          throw new InvalidCheckpointException(
              file + ": latent_to_rgb must have 3 rows of " + (channels + 1) + " numbers");
        }
        for (int i = 0; i <= channels; i++) {
          rows[colour][i] = stored.path(colour).path(i).asDouble();
        }
      }
      return Optional.of(new LatentPreview(rows));
    } catch (JsonProcessingException e) {
      throw new InvalidCheckpointException(file + " is not valid JSON", e);
    } catch (IOException e) {
      throw new InvalidCheckpointException(file + " cannot be read: " + e.getMessage(), e);
    }
  }

  /** The picture of {@code latent}, laid out channel by channel. */
  BufferedImage of(float[] latent, int width, int height) {
    var picture = new BufferedImage(width, height, BufferedImage.TYPE_INT_RGB);
    for (int at = 0; at < width * height; at++) {
      int rgb = 0;
      for (double[] row : rows) {
        double colour = row[row.length - 1];
        for (int channel = 0; channel < row.length - 1; channel++) {
          colour += row[channel] * latent[channel * width * height + at];
        }
        rgb = rgb << 8 | Pixels.toByte((float) colour);
      }
      picture.setRGB(at % width, at / width, rgb);
    }
    return picture;
  }
}
