package dev.imprimatur.policy.explanation;

import dev.imprimatur.policy.decision.PolicyRequest;
import java.util.OptionalLong;
import java.util.function.LongFunction;
import java.util.function.LongPredicate;

/**
 * A setting that can be turned.
 *
 * @param name for people
 * @param value as asked for
 * @param least the lowest that makes sense
 * @param most the highest that makes sense
 * @param with the request with another value
 * @param text a value as it is shown
 */
record Knob(
    String name,
    long value,
    long least,
    long most,
    LongFunction<PolicyRequest> with,
    LongFunction<String> text) {

  /** The nearest value that passes, where all beyond it towards an end pass too. */
  OptionalLong nearest(LongPredicate passes) {
    OptionalLong below = towards(least, passes);
    OptionalLong above = towards(most, passes);
    if (below.isEmpty() || above.isEmpty()) {
      return below.isPresent() ? below : above;
    }
    return value - below.getAsLong() <= above.getAsLong() - value ? below : above;
  }

  private OptionalLong towards(long end, LongPredicate passes) {
    if (end == value || !passes.test(end)) {
      return OptionalLong.empty();
    }
    long good = end;
    long bad = value;
    while (Math.abs(good - bad) > 1) {
      long middle = (good + bad) / 2;
      if (passes.test(middle)) {
        good = middle;
      } else {
        bad = middle;
      }
    }
    return OptionalLong.of(good);
  }
}
