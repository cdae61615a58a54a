package dev.imprimatur.image;

import java.awt.image.BufferedImage;
import java.io.File;
import java.io.IOException;
import java.util.LinkedHashMap;
import java.util.Map;
import javax.imageio.ImageIO;

/**
 * Pictures of drawn faces and of shapes that could be mistaken for some, from the same arithmetic
 * on every machine. Run as a program, it writes them as PNG files into the folder it is given.
 */
final class DrawnFaces {
  private static final int[] LIGHT = {205, 160, 130};
  private static final int[] MEDIUM = {160, 112, 82};
  private static final int[] DARK = {92, 62, 48};
  private static final int[] SLATE = {110, 120, 130};
  private static final int[] SAND = {190, 180, 160};

  private DrawnFaces() {}

  public static void main(String[] arguments) throws IOException {
    var folder = new File(arguments[0]);
    folder.mkdirs();
    for (Map.Entry<String, BufferedImage> picture : all().entrySet()) {
      ImageIO.write(picture.getValue(), "png", new File(folder, picture.getKey()));
    }
  }

  /** Every picture by its file name. */
  static Map<String, BufferedImage> all() {
    var pictures = new LinkedHashMap<String, BufferedImage>();
    for (int radius : new int[] {15, 30, 50, 80, 120, 160, 240}) {
      pictures.put(
          "face-radius-%03d.png".formatted(radius),
          new Drawing(416, 416, SLATE).face(208, 190, radius, LIGHT).picture());
    }
    pictures.put(
        "face-medium-skin.png", new Drawing(416, 416, SAND).face(208, 190, 80, MEDIUM).picture());
    pictures.put(
        "face-dark-skin.png", new Drawing(416, 416, SAND).face(208, 190, 80, DARK).picture());
    pictures.put(
        "face-upside-down.png",
        new Drawing(416, 416, SLATE).upsideDown().face(208, 190, 80, LIGHT).picture());
    pictures.put("face-tiny.png", new Drawing(60, 60, SLATE).face(30, 28, 12, LIGHT).picture());
    pictures.put("face-wide.png", new Drawing(900, 300, SLATE).face(700, 130, 90, DARK).picture());
    pictures.put("face-tall.png", new Drawing(300, 900, SAND).face(150, 720, 90, LIGHT).picture());
    pictures.put(
        "face-large.png", new Drawing(1250, 1037, SLATE).face(400, 500, 200, MEDIUM).picture());
    pictures.put(
        "two-faces.png",
        new Drawing(600, 400, SAND).face(160, 180, 70, LIGHT).face(430, 190, 80, DARK).picture());
    pictures.put(
        "head-without-features.png",
        new Drawing(416, 416, SLATE).head(208, 190, 80, LIGHT).picture());
    pictures.put("one-pixel.png", new Drawing(1, 1, LIGHT).picture());
    pictures.put("line-across.png", new Drawing(1500, 1, LIGHT).picture());
    pictures.put("line-down.png", new Drawing(1, 1500, SLATE).picture());
    pictures.put("face-strip.png", new Drawing(1500, 40, SAND).face(700, 18, 14, LIGHT).picture());
    return pictures;
  }

  /** Soft ellipses laid over each other. */
  private static final class Drawing {
    private final int width;
    private final int height;
    private final double[] levels;
    private boolean upsideDown;
    private double centreX;
    private double centreY;
    private double radius;

    Drawing(int width, int height, int[] background) {
      this.width = width;
      this.height = height;
      levels = new double[width * height * 3];
      for (int i = 0; i < levels.length; i++) {
        levels[i] = background[i % 3];
      }
    }

    Drawing upsideDown() {
      upsideDown = true;
      return this;
    }

    Drawing face(double x, double y, double size, int[] skin) {
      head(x, y, size, skin);
      for (int side = -1; side <= 1; side += 2) {
        ellipse(side * 0.27, -0.12, 0.2, 0.13, 0.7, 0.8, shade(skin, 0.6));
        ellipse(side * 0.27, -0.28, 0.19, 0.045, 0.5, 1, 55, 38, 30);
        ellipse(side * 0.27, -0.1, 0.125, 0.06, 0.2, 1, 235, 230, 225);
        ellipse(side * 0.27, -0.1, 0.06, 0.06, 0.2, 1, 50, 35, 25);
        ellipse(side * 0.27, -0.155, 0.14, 0.025, 0.5, 1, 45, 30, 25);
        ellipse(side * 0.08, 0.27, 0.045, 0.03, 0.5, 1, shade(skin, 0.4));
      }
      ellipse(0.05, 0.1, 0.1, 0.25, 0.8, 0.7, shade(skin, 0.8));
      ellipse(-0.02, 0.1, 0.05, 0.28, 0.8, 0.8, shade(skin, 1.15));
      ellipse(0, 0.3, 0.15, 0.05, 0.8, 0.6, shade(skin, 0.65));
      ellipse(0, 0.5, 0.24, 0.07, 0.35, 1, 165, 70, 70);
      ellipse(0, 0.49, 0.22, 0.014, 0.5, 1, 90, 35, 35);
      ellipse(0, 0.62, 0.16, 0.05, 0.8, 0.6, shade(skin, 0.7));
      return this;
    }

    Drawing head(double x, double y, double size, int[] skin) {
      centreX = x;
      centreY = y;
      radius = size;
      ellipse(0, 1.75, 1.35, 0.75, 0.05, 1, 60, 70, 110);
      ellipse(0, -0.15, 0.85, 1.05, 0.08, 1, 50, 35, 28);
      ellipse(0, 0.95, 0.36, 0.45, 0.1, 1, shade(skin, 0.72));
      ellipse(0, 0, 0.68, 0.9, 0.06, 1, shade(skin, 0.86));
      ellipse(-0.05, -0.1, 0.52, 0.75, 0.5, 1, skin);
      ellipse(-0.02, -0.48, 0.4, 0.22, 0.9, 0.8, shade(skin, 1.12));
      return this;
    }

    BufferedImage picture() {
      var picture = new BufferedImage(width, height, BufferedImage.TYPE_INT_RGB);
      for (int i = 0; i < width * height; i++) {
        int red = (int) levels[3 * i];
        int green = (int) levels[3 * i + 1];
        int blue = (int) levels[3 * i + 2];
        int y = upsideDown ? height - 1 - i / width : i / width;
        picture.setRGB(i % width, y, red << 16 | green << 8 | blue);
      }
      return picture;
    }

    /** Places and radii in radii of the face; {@code edge} is how wide the soft rim is. */
    private void ellipse(
        double x, double y, double across, double down, double edge, double cover, int... colour) {
      for (int row = 0; row < height; row++) {
        double v = ((row - centreY) / radius - y) / down;
        for (int column = 0; Math.abs(v) < 1 + edge && column < width; column++) {
          double u = ((column - centreX) / radius - x) / across;
          double inside = (1 + edge - Math.sqrt(u * u + v * v)) / (2 * edge);
          double part = Math.max(0, Math.min(1, inside)) * cover;
          for (int i = 0; i < 3; i++) {
            int at = (row * width + column) * 3 + i;
            levels[at] += (colour[i] - levels[at]) * part;
          }
        }
      }
    }

    private static int[] shade(int[] colour, double factor) {
      int[] shaded = new int[3];
      for (int i = 0; i < 3; i++) {
        shaded[i] = (int) Math.min(255, colour[i] * factor);
      }
      return shaded;
    }
  }
}
