package dev.imprimatur.policy.decision;

import java.util.Optional;

/**
 * A policy that made a decision what it is.
 *
 * @param id the policy's {@code @id}
 * @param effect what it does
 * @param licenceClause the clause it enforces, as {@code licence#clause}; of the model's licence,
 *     if it enforces one there
 * @param message what it says to the user
 */
public record DeterminingPolicy(
    String id, Effect effect, Optional<String> licenceClause, String message) {}
