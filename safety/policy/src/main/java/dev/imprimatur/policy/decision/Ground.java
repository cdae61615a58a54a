package dev.imprimatur.policy.decision;

import java.util.List;

/**
 * Something that a policy's conditions read, as it was in a request.
 *
 * @param attribute its name in the bundle's schema, for example {@code terms}
 * @param values of a number or text one; of a set those that the policy names, or all of them if it
 *     asks whether there are any
 */
public record Ground(String attribute, List<String> values) {
  /** The set of listed terms, as {@code category:severity}. */
  public static final String TERMS = "terms";

  /** The set of protected persons. */
  public static final String PERSONS = "persons";

  /** The set of other names. */
  public static final String MENTIONS = "mentions";

  /** The set of what the trained models find, as {@code category:level}. */
  public static final String SIGNALS = "signals";

  /** The roles of who asks. */
  public static final String ROLES = "roles";

  public Ground {
    values = List.copyOf(values);
  }
}
