package dev.imprimatur.server.flow;

import dev.imprimatur.contract.StartOrder;
import java.util.UUID;

/**
 * A released picture that a request starts from: its parent.
 *
 * @param generation whose picture it is
 * @param index of the picture
 * @param pixelHash as recorded of it
 * @param width in pixels
 * @param height in pixels
 * @param png the picture
 * @param strength how much of the way from noise is gone again: above 0, at most 1
 */
public record StartPicture(
    UUID generation,
    int index,
    String pixelHash,
    int width,
    int height,
    byte[] png,
    double strength) {
  public StartPicture {
    png = png.clone();
  }

  @Override
  public byte[] png() {
    return png.clone();
  }

  StartOrder order() {
    return new StartOrder(png, pixelHash, strength);
  }

  StartDetail detail() {
    return new StartDetail(generation.toString(), index, pixelHash, strength);
  }

  /** Without the picture. */
  @Override
  public String toString() {
    return "StartPicture[" + generation + "/" + index + "]";
  }
}
