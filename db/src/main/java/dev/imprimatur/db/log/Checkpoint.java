package dev.imprimatur.db.log;

import dev.imprimatur.db.merkle.Hash;
import java.util.regex.Pattern;

/**
 * What a log commits to at one size (C2SP tlog-checkpoint).
 *
 * @param origin the log's name
 * @param size how many leaves
 * @param root of the tree of that size
 */
public record Checkpoint(String origin, long size, Hash root) {
  private static final Pattern DECIMAL = Pattern.compile("0|[1-9][0-9]{0,18}");

  /** Reads the text of a checkpoint; lines after the third are extensions and do not matter. */
  public static Checkpoint parse(String text) throws MalformedException {
    String[] lines = text.split("\n", -1);
    if (lines.length < 4 || !text.endsWith("\n")) {
      throw new MalformedException("the checkpoint does not have an origin, a size and a root");
    }
    if (lines[0].isEmpty()) {
      throw new MalformedException("the checkpoint has no origin");
    }
    byte[] root = StrictBase64.decode(lines[2], "the checkpoint's root");
    if (root.length != Hash.LENGTH) {
      throw new MalformedException("the checkpoint's root does not have 32 bytes");
    }
    return new Checkpoint(lines[0], decimal(lines[1], "the checkpoint's size"), new Hash(root));
  }

  /** The text that is signed. */
  public String text() {
    return origin + "\n" + size + "\n" + root.base64() + "\n";
  }

  static long decimal(String digits, String what) throws MalformedException {
    if (!DECIMAL.matcher(digits).matches()) {
      throw new MalformedException(what + " is not a plain decimal number");
    }
    try {
      return Long.parseLong(digits);
    } catch (NumberFormatException e) {
      throw new MalformedException(what + " is not below 2^63");
    }
  }
}
