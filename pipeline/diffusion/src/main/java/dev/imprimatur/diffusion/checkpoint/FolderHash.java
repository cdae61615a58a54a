package dev.imprimatur.diffusion.checkpoint;

import dev.imprimatur.diffusion.InvalidCheckpointException;
import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.HexFormat;
import java.util.List;
import java.util.stream.Stream;

/** The hash that names a checkpoint: of every file in it that takes part in drawing. */
final class FolderHash {
  private static final List<String> PARTS =
      List.of("model_index.json", "scheduler", "text_encoder", "tokenizer", "unet", "vae");

  private FolderHash() {}

  static String of(Path folder) throws InvalidCheckpointException {
    MessageDigest whole = sha256();
    try {
      for (String part : PARTS) {
        for (Path file : files(folder.resolve(part))) {
          String name = folder.relativize(file).toString().replace('\\', '/');
          whole.update((name + " " + hash(file) + "\n").getBytes(StandardCharsets.UTF_8));
        }
      }
    } catch (IOException e) {
      throw new InvalidCheckpointException(folder + " cannot be read: " + e.getMessage(), e);
    }
    return HexFormat.of().formatHex(whole.digest());
  }

  private static List<Path> files(Path part) throws IOException {
    if (!Files.exists(part)) {
      return List.of();
    }
    try (Stream<Path> tree = Files.walk(part)) {
      return tree.filter(Files::isRegularFile).sorted().toList();
    }
  }

  private static String hash(Path file) throws IOException {
    MessageDigest digest = sha256();
    byte[] buffer = new byte[1 << 20];
    try (InputStream in = Files.newInputStream(file)) {
      for (int read = in.read(buffer); read >= 0; read = in.read(buffer)) {
        digest.update(buffer, 0, read);
      }
    }
    return HexFormat.of().formatHex(digest.digest());
  }

  private static MessageDigest sha256() {
    try {
      return MessageDigest.getInstance("SHA-256");
    } catch (NoSuchAlgorithmException e) {
      throw new IllegalStateException("every Java platform has SHA-256", e);
    }
  }
}
