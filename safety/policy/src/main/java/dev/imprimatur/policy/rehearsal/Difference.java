package dev.imprimatur.policy.rehearsal;

import java.util.Arrays;
import java.util.Optional;

/** How a ruling differs from the one that counts. */
public enum Difference {
  /** Allowed before, refused now. */
  NEWLY_BLOCKED("newly-blocked"),
  /** Refused before, allowed now. */
  NEWLY_ALLOWED("newly-allowed"),
  /** Allowed both times, but something else must be done about it. */
  OTHER_OBLIGATIONS("other-obligations"),
  /** Refused both times, but for something else. */
  OTHER_REASON("other-reason"),
  /** Nothing that anybody would notice. */
  NONE("unchanged");

  private final String id;

  Difference(String id) {
    this.id = id;
  }

  /** The name in the API and in records. */
  public String id() {
    return id;
  }

  /** The difference of that name, if there is one. */
  public static Optional<Difference> of(String id) {
    return Arrays.stream(values()).filter(each -> each.id.equals(id)).findFirst();
  }

  /** What changes from one ruling to another. */
  public static Difference between(Ruling from, Ruling to) {
    if (from.allowed() != to.allowed()) {
      return to.allowed() ? NEWLY_ALLOWED : NEWLY_BLOCKED;
    }
    if (from.allowed()) {
      return from.obligations().equals(to.obligations()) ? NONE : OTHER_OBLIGATIONS;
    }
    return from.code().equals(to.code()) ? NONE : OTHER_REASON;
  }
}
