package dev.imprimatur.server.policy;

/** What comes of a step that somebody wants to take. */
sealed interface Outcome<T> {
  /** It was taken. */
  record Done<T>(T value) implements Outcome<T> {}

  /** There is nothing of that id or number. */
  record Unknown<T>(String what) implements Outcome<T> {}

  /**
   * It does not fit; nothing has changed.
   *
   * @param code for programs
   * @param reason for people
   */
  record Unfit<T>(String code, String reason) implements Outcome<T> {}

  /** The bundle is not good enough for it; nothing has changed. */
  record Refused<T>(Judged why) implements Outcome<T> {}
}
