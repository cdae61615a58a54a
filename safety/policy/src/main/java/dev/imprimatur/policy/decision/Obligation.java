package dev.imprimatur.policy.decision;

import java.util.Arrays;
import java.util.Optional;

/**
 * What must be done about a request that is allowed.
 *
 * @param kind what
 * @param policy which policy demands it, and why
 */
public record Obligation(Kind kind, DeterminingPolicy policy) {
  /** What a policy can demand. */
  public enum Kind {
    /** The prompt is rewritten for diversity even if the user declined. */
    REWRITING("rewriting"),
    /** Pictures are flagged from the stricter thresholds. */
    STRICTER_IMAGES("stricter-images"),
    /** Nothing is released before an officer has looked. */
    REVIEW("review");

    private final String id;

    Kind(String id) {
      this.id = id;
    }

    /** The name in policies and records. */
    public String id() {
      return id;
    }

    static Optional<Kind> of(String id) {
      return Arrays.stream(values()).filter(kind -> kind.id.equals(id)).findFirst();
    }
  }
}
