package dev.imprimatur.policy.decision;

/** What pictures start from. */
public enum StartKind {
  /** Nothing but noise. */
  NOISE,
  /** A picture that was drawn here, and released. */
  PICTURE,
  /** A picture that somebody brought. */
  UPLOAD
}
