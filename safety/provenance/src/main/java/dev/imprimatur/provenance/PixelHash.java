package dev.imprimatur.provenance;

import java.awt.image.BufferedImage;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.HexFormat;

/**
 * Identifies a picture by its pixels, whatever file they are in: SHA-256 over a domain tag, width
 * and height as four bytes each (big endian), then the pixels row by row, as red, green, blue, and
 * alpha where the picture has it.
 */
public final class PixelHash {
  private static final String OPAQUE = "imprimatur/pixels/v1\n";
  private static final String WITH_ALPHA = "imprimatur/pixels-alpha/v1\n";

  private PixelHash() {}

  /** The hash of a picture, lower-case hex. */
  public static String of(BufferedImage picture) {
    boolean alpha = picture.getColorModel().hasAlpha();
    MessageDigest digest = sha256();
    digest.update((alpha ? WITH_ALPHA : OPAQUE).getBytes(StandardCharsets.US_ASCII));
    digest.update(
        ByteBuffer.allocate(2 * Integer.BYTES)
            .putInt(picture.getWidth())
            .putInt(picture.getHeight())
            .array());
    int[] row = new int[picture.getWidth()];
    byte[] bytes = new byte[row.length * (alpha ? 4 : 3)];
    for (int y = 0; y < picture.getHeight(); y++) {
      picture.getRGB(0, y, row.length, 1, row, 0, row.length);
      pack(row, bytes, alpha);
      digest.update(bytes);
    }
    return HexFormat.of().formatHex(digest.digest());
  }

  /**
   * The hash of the picture in a PNG file.
   *
   * @throws IOException when it is not a PNG that can be read, saying why
   */
  public static String ofPng(byte[] png) throws IOException {
    return of(PngPicture.read(png));
  }

  private static void pack(int[] row, byte[] bytes, boolean alpha) {
    int at = 0;
    for (int pixel : row) {
      bytes[at++] = (byte) (pixel >> 16);
      bytes[at++] = (byte) (pixel >> 8);
      bytes[at++] = (byte) pixel;
      if (alpha) {
        bytes[at++] = (byte) (pixel >> 24);
      }
    }
  }

  private static MessageDigest sha256() {
    try {
      return MessageDigest.getInstance("SHA-256");
    } catch (NoSuchAlgorithmException e) {
      throw new IllegalStateException("every Java platform has SHA-256", e);
    }
  }
}
