package dev.imprimatur.stack.system;

import com.fasterxml.jackson.databind.JsonNode;
import java.awt.Color;
import java.awt.Graphics2D;
import java.awt.image.BufferedImage;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import javax.imageio.ImageIO;

/** Pictures that tests bring. */
final class Uploads {
  static final String ADDRESS = "/api/uploads?declaration=1";

  private Uploads() {}

  /** Brings a picture, which must be taken. */
  static JsonNode bring(ApiClient user, BufferedImage picture) throws Exception {
    ApiClient.Answer answer = user.post(ADDRESS, "image/png", png(picture));
    if (answer.status() != 201) {
      throw new IllegalStateException(answer.status() + " " + answer.text());
    }
    return answer.json();
  }

  /** A house under a sun, as people sketch it. */
  static BufferedImage sketch(int width, int height) {
    var picture = new BufferedImage(width, height, BufferedImage.TYPE_INT_RGB);
    Graphics2D graphics = picture.createGraphics();
    graphics.setColor(new Color(0x9ED5F0));
    graphics.fillRect(0, 0, width, height);
    graphics.setColor(new Color(0x5FA84C));
    graphics.fillRect(0, height * 2 / 3, width, height / 3 + 1);
    graphics.setColor(Color.YELLOW);
    graphics.fillOval(width * 3 / 4, height / 10, height / 5, height / 5);
    graphics.setColor(new Color(0xC0504D));
    graphics.fillRect(width / 4, height / 2, width / 3, height / 4);
    graphics.dispose();
    return picture;
  }

  /** Black, white in its left part. */
  static BufferedImage mask(int width, int height, int white) {
    var picture = new BufferedImage(width, height, BufferedImage.TYPE_INT_RGB);
    Graphics2D graphics = picture.createGraphics();
    graphics.setColor(Color.WHITE);
    graphics.fillRect(0, 0, white, height);
    graphics.dispose();
    return picture;
  }

  static byte[] png(BufferedImage picture) throws IOException {
    return file(picture, "png");
  }

  static byte[] file(BufferedImage picture, String format) throws IOException {
    var bytes = new ByteArrayOutputStream();
    ImageIO.write(picture, format, bytes);
    return bytes.toByteArray();
  }
}
