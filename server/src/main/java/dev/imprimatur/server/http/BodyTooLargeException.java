package dev.imprimatur.server.http;

import java.io.IOException;

/** A body that is longer than any request needs to be. */
final class BodyTooLargeException extends IOException {
  private static final long serialVersionUID = 1;

  private final int maximum;

  /**
   * @param maximum how many bytes it may have
   */
  BodyTooLargeException(int maximum) {
    this.maximum = maximum;
  }

  /** How many KiB it may have. */
  int maximumKibibytes() {
    return maximum / 1024;
  }
}
