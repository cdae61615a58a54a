package dev.imprimatur.stack.installation;

import java.nio.file.Path;
import java.util.Map;

/** An installation in a folder of a test, with the project's own files. */
public final class TestInstallation {
  private TestInstallation() {}

  /** The project's folder. */
  public static Path root() {
    return Path.of(System.getProperty("imprimatur.root", "../..")).toAbsolutePath().normalize();
  }

  public static Installation in(Path home) {
    return Installation.from(
        Map.of("IMPRIMATUR_ROOT", root().toString(), "IMPRIMATUR_HOME", home.toString()));
  }
}
