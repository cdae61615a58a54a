package dev.imprimatur.policy.decision;

/** Which text of a request is decided on. */
public enum Phase {
  /** What the user typed. */
  ORIGINAL,
  /** What the rewriter made of it. */
  REWRITTEN
}
