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
import java.util.Map;
import java.util.SortedMap;

/** SHA-256 of files, in lower-case hex. */
final class FileHash {
  private static final int BUFFER = 1 << 20;

  private FileHash() {}

  static String of(Path file) throws InvalidCheckpointException {
    MessageDigest digest = sha256();
    byte[] buffer = new byte[BUFFER];
    try (InputStream in = Files.newInputStream(file)) {
      for (int read = in.read(buffer); read >= 0; read = in.read(buffer)) {
        digest.update(buffer, 0, read);
      }
    } catch (IOException e) {
      throw new InvalidCheckpointException(file + " cannot be read: " + e.getMessage(), e);
    }
    return HexFormat.of().formatHex(digest.digest());
  }

  /** Of bytes in memory. */
  static String of(byte[] bytes) {
    return HexFormat.of().formatHex(sha256().digest(bytes));
  }

  /** Over a line {@code <name> <hash>} for each file, in the order of the names. */
  static String ofLines(SortedMap<String, String> hashes) {
    MessageDigest whole = sha256();
    for (Map.Entry<String, String> file : hashes.entrySet()) {
      whole.update((file.getKey() + " " + file.getValue() + "\n").getBytes(StandardCharsets.UTF_8));
    }
    return HexFormat.of().formatHex(whole.digest());
  }

  private static MessageDigest sha256() {
    try {
      return MessageDigest.getInstance("SHA-256");
    } catch (NoSuchAlgorithmException e) {
      throw new IllegalStateException("every Java platform has SHA-256", e);
    }
  }
}
