package dev.imprimatur.policy.signal;

/** How sure the models are of a category. Policies read levels, never probabilities. */
public enum Level {
  /** Nothing to be seen. */
  CLEAR,
  /** Not sure enough to refuse, too sure to ignore. */
  UNCERTAIN,
  /** Sure enough to act on. */
  LIKELY
}
