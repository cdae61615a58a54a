package dev.imprimatur.picture;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.json.JsonMapper;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.HexFormat;
import java.util.List;
import java.util.stream.Stream;

/** What {@code make_pictures.py} and {@code make_hostile.py} wrote. */
final class PictureGolden {
  static final Path FOLDER = Path.of("src/test/resources/golden/picture");

  private PictureGolden() {}

  static GoldenTensors tensors() throws IOException {
    return new GoldenTensors(FOLDER.resolve("pictures.safetensors.gz"));
  }

  static JsonNode about() throws IOException {
    return JsonMapper.builder().build().readTree(FOLDER.resolve("pictures.json").toFile());
  }

  static List<Path> files(String folder) throws IOException {
    try (Stream<Path> files = Files.list(FOLDER.resolve(folder))) {
      return files.sorted().toList();
    }
  }

  static String sha256(byte[] bytes) throws NoSuchAlgorithmException {
    return HexFormat.of().formatHex(MessageDigest.getInstance("SHA-256").digest(bytes));
  }

  /** The noise that the resizes start from. */
  static Picture recipe(int width, int height) {
    byte[] rgb = new byte[3 * width * height];
    int state = width * 65536 + height;
    for (int i = 0; i < rgb.length; i++) {
      state = state * 1664525 + 1013904223;
      int value = state >>> 24;
      rgb[i] = (byte) (i % 2 != 0 ? value : value > 127 ? 255 : 0);
    }
    return new Picture(width, height, rgb);
  }
}
