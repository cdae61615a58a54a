package dev.imprimatur.server.http;

import java.io.IOException;

/** A body that is longer than any request needs to be. */
final class BodyTooLargeException extends IOException {
  private static final long serialVersionUID = 1;

  private final long most;

  /**
   * @param most bytes that such a body may have
   */
  BodyTooLargeException(long most) {
    this.most = most;
  }

  long most() {
    return most;
  }
}
