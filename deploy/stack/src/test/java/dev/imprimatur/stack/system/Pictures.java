package dev.imprimatur.stack.system;

import com.fasterxml.jackson.databind.JsonNode;
import java.awt.image.BufferedImage;
import java.io.ByteArrayInputStream;
import javax.imageio.ImageIO;

/** Looks at pictures that were drawn. */
final class Pictures {
  private Pictures() {}

  /** The first picture of a generation. */
  static BufferedImage first(ApiClient user, JsonNode generation) throws Exception {
    return ImageIO.read(
        new ByteArrayInputStream(user.get(generation.at("/images/0/href").asText()).body()));
  }

  /** The mean difference of a colour of a pixel, 0 to 255. */
  static double distance(BufferedImage one, BufferedImage other) {
    long sum = 0;
    for (int y = 0; y < one.getHeight(); y++) {
      for (int x = 0; x < one.getWidth(); x++) {
        for (int shift = 0; shift <= 16; shift += 8) {
          sum += Math.abs((one.getRGB(x, y) >> shift & 255) - (other.getRGB(x, y) >> shift & 255));
        }
      }
    }
    return sum / 3.0 / one.getHeight() / one.getWidth();
  }
}
