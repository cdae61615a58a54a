package dev.imprimatur.stack.model;

import java.nio.file.Path;
import java.util.Locale;

/** A model's id: what requests call it, and the name of its folder. */
public final class ModelId {
  /** What an id looks like, for people. */
  public static final String RULE =
      "up to 63 small letters, digits and . _ -, beginning with a letter or digit";

  private static final String PATTERN = "[a-z0-9][a-z0-9._-]{0,62}";

  private ModelId() {}

  /** Whether this can be an id. */
  public static boolean isOne(String text) {
    return text.matches(PATTERN);
  }

  /** The id that a checkpoint's name suggests; perhaps none that can be used. */
  public static String suggestedBy(Path checkpoint) {
    Path name = checkpoint.toAbsolutePath().normalize().getFileName();
    return String.valueOf(name)
        .toLowerCase(Locale.ROOT)
        .replaceFirst("\\.safetensors$", "")
        .replaceAll("[^a-z0-9._-]+", "-")
        .replaceFirst("^[^a-z0-9]+", "");
  }
}
