package dev.imprimatur.stack.process;

import java.util.Locale;

/** How a part fares. */
public enum PartState {
  /** It is laid out on disk, or what it needs is not ready. */
  WAITING,
  /** Its process runs and cannot do its work yet. */
  STARTING,
  /** It does its work. */
  READY,
  /** It ended and will be started again after a pause. */
  ENDED,
  /** It was stopped, or did not come up at all. */
  STOPPED;

  /** The word for people and for notes. */
  public String word() {
    return name().toLowerCase(Locale.ROOT);
  }
}
