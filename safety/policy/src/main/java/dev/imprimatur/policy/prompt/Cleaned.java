package dev.imprimatur.policy.prompt;

import java.util.Optional;

/**
 * A text after one step of cleaning.
 *
 * @param change what the step did, if it did anything
 */
record Cleaned(String text, Optional<String> change) {
  static Cleaned of(String text, int touched, String whatHappened) {
    return new Cleaned(
        text, touched == 0 ? Optional.empty() : Optional.of(touched + " " + whatHappened));
  }
}
