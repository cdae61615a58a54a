package dev.imprimatur.server.http;

import java.io.IOException;

/** A body that broke off. */
final class BodyBrokenException extends BodyException {
  private static final long serialVersionUID = 1;

  BodyBrokenException(IOException cause) {
    super(cause);
  }

  @Override
  Problem problem() {
    return Problem.of(
        400, "incomplete", "The request is incomplete", "Its body broke off. Send it again.");
  }
}
