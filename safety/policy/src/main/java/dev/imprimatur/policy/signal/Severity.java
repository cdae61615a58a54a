package dev.imprimatur.policy.signal;

/** How grave a listed term is by itself. Policies compare the level. */
public enum Severity {
  /** Means something only beside other findings. */
  LOW(1),
  /** Usually unwanted. */
  MEDIUM(2),
  /** Unwanted whatever stands around it. */
  HIGH(3);

  private final long level;

  Severity(long level) {
    this.level = level;
  }

  /** 1 to 3; 0 stands for nothing found. */
  public long level() {
    return level;
  }
}
