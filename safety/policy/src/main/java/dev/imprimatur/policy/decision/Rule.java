package dev.imprimatur.policy.decision;

import java.util.Optional;

/**
 * What a policy says of itself in its annotations.
 *
 * @param id {@code @id}
 * @param effect permit or forbid
 * @param licenceClause {@code @licence}, as {@code licence#clause}; a checked policy has one
 * @param code {@code @code}, for programs; needed by policies that forbid
 * @param category {@code @category} of the moderation API, if it refuses content
 * @param obligation {@code @obligation}; what a policy that permits {@code escalate} demands
 * @param message {@code @message}, for people
 * @param file the name of the file it stands in
 * @param line of that file at which it begins, counted from 1
 * @param source its text, without what stands around it
 */
public record Rule(
    String id,
    Effect effect,
    Optional<String> licenceClause,
    Optional<String> code,
    Optional<String> category,
    Optional<Obligation.Kind> obligation,
    String message,
    String file,
    int line,
    String source) {
  DeterminingPolicy determining() {
    return new DeterminingPolicy(id, effect, licenceClause, message);
  }
}
