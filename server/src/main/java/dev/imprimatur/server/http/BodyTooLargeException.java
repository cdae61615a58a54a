package dev.imprimatur.server.http;

/** A body that is longer than any request needs to be. */
final class BodyTooLargeException extends BodyException {
  private static final long serialVersionUID = 1;

  private final long most;

  /**
   * @param most bytes that such a body may have
   */
  BodyTooLargeException(long most) {
    super(null);
    this.most = most;
  }

  @Override
  Problem problem() {
    return Problem.of(
        413,
        "too_large",
        "The request is too large",
        "Such a body may have %d KiB at most.".formatted(most / 1024));
  }
}
