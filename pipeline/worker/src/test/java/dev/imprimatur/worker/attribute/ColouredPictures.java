package dev.imprimatur.worker.attribute;

import java.awt.Color;
import java.awt.Graphics2D;
import java.awt.image.BufferedImage;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Random;
import javax.imageio.ImageIO;

/** A folder of pictures that a tiny network can learn: a disc, red or blue, large or small. */
public final class ColouredPictures {
  static final String AXES =
      """
      [ { "name": "colour", "classes": [
            { "name": "red", "words": ["crimson", "red"] }, { "name": "blue", "words": ["blue"] } ] },
        { "name": "size", "classes": [
            { "name": "large", "words": ["large"] }, { "name": "small", "words": ["small"] } ] } ]
      """;

  private ColouredPictures() {}

  /** Writes a folder with so many pictures. */
  public static void write(Path folder, int count) throws IOException {
    Files.createDirectories(folder);
    var random = new Random(3);
    var labels = new ArrayList<String>();
    for (int index = 0; index < count; index++) {
      boolean red = random.nextBoolean();
      boolean large = random.nextBoolean();
      ImageIO.write(disc(red, large, random), "png", folder.resolve(index + ".png").toFile());
      labels.add(
          "{\"file\": \"%d.png\", \"attributes\": {\"colour\": \"%s\", \"size\": \"%s\"}, \"heldOut\": %s}"
              .formatted(
                  index, red ? "crimson" : "blue", large ? "large" : "small", index % 6 == 5));
    }
    Files.writeString(folder.resolve("axes.json"), AXES);
    Files.write(folder.resolve("labels.jsonl"), labels);
  }

  static BufferedImage disc(boolean red, boolean large, Random random) {
    var picture = new BufferedImage(128, 128, BufferedImage.TYPE_INT_RGB);
    Graphics2D graphics = picture.createGraphics();
    graphics.setColor(new Color(random.nextInt(80), 90 + random.nextInt(80), random.nextInt(80)));
    graphics.fillRect(0, 0, 128, 128);
    graphics.setColor(red ? new Color(210, 40, 40) : new Color(40, 60, 220));
    int side = large ? 60 : 24;
    graphics.fillOval(64 - side / 2, 50 - side / 2, side, side);
    graphics.dispose();
    return picture;
  }
}
