package dev.imprimatur.image;

import java.util.List;

/** The checks that are part of the build. */
public final class ImageChecks implements AutoCloseable {
  private final List<ImageCheck> checks;

  private ImageChecks(List<ImageCheck> checks) {
    this.checks = List.copyOf(checks);
  }

  /** Loads every check with its weights. */
  public static ImageChecks load() {
    return new ImageChecks(List.of(NsfwCheck.load()));
  }

  /** All checks, in a fixed order. */
  public List<ImageCheck> all() {
    return checks;
  }

  @Override
  public void close() {
    checks.forEach(ImageCheck::close);
  }
}
