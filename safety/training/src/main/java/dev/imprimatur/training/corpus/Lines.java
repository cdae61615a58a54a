package dev.imprimatur.training.corpus;

import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.util.List;

/** The lists of templates, words and hand-written prompts that come with this module. */
final class Lines {
  private static final String FOLDER = "/dev/imprimatur/training/";

  private Lines() {}

  /** A list's lines without blank ones and comments, which begin with a hash. */
  static List<String> of(String name) {
    try (InputStream stream = Lines.class.getResourceAsStream(FOLDER + name)) {
      if (stream == null) {
        throw new IllegalArgumentException("there is no list " + name);
      }
      return new String(stream.readAllBytes(), StandardCharsets.UTF_8)
          .lines()
          .filter(line -> !line.isBlank() && !line.startsWith("#"))
          .toList();
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }
}
