package dev.imprimatur.policy.licence;

import java.util.Optional;
import java.util.regex.Pattern;

/**
 * One restriction or condition of a licence.
 *
 * @param number a letter and a number, for example {@code R3}
 * @param statement what it asks, in short
 * @param attestation who answers for it, where rules alone do not do
 */
public record Clause(String number, String statement, Optional<Attestation> attestation) {
  private static final Pattern NUMBER = Pattern.compile("[A-Z][0-9]{1,3}");

  public Clause {
    if (!NUMBER.matcher(number).matches()) {
      throw new IllegalArgumentException(
          "a clause's number is a letter and up to three digits, not \"" + number + "\"");
    }
    if (statement.isBlank()) {
      throw new IllegalArgumentException("clause " + number + " must state something");
    }
  }
}
