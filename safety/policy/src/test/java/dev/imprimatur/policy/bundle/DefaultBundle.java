package dev.imprimatur.policy.bundle;

import java.nio.file.Path;

/** The bundle that the project ships. */
public final class DefaultBundle {
  /** Where it is, from this module's folder. */
  public static final Path FOLDER = Path.of("../../policies/default");

  private DefaultBundle() {}

  public static PolicyBundle load() {
    try {
      return PolicyBundle.load(FOLDER);
    } catch (InvalidBundleException e) {
      throw new AssertionError(e);
    }
  }
}
