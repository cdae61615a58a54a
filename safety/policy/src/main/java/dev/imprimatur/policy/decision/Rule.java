package dev.imprimatur.policy.decision;

import java.util.Comparator;
import java.util.List;
import java.util.Optional;

/**
 * What a policy says of itself in its annotations.
 *
 * @param id {@code @id}
 * @param effect permit or forbid
 * @param licenceClauses {@code @licence}, each as {@code licence#clause}; a checked policy has one
 *     at least, unless it is a tenant's
 * @param code {@code @code}, for programs; needed by policies that forbid
 * @param category {@code @category} of the moderation API, if it refuses content
 * @param obligation {@code @obligation}; what a policy that permits {@code escalate} demands
 * @param guided whether a refused user may be told what would pass: not where {@code @guidance} is
 *     {@code withheld}, because that would help abuse
 * @param message {@code @message}, for people
 * @param file the name of the file it stands in
 * @param line of that file at which it begins, counted from 1
 * @param source its text, without what stands around it
 */
public record Rule(
    String id,
    Effect effect,
    List<String> licenceClauses,
    Optional<String> code,
    Optional<String> category,
    Optional<Obligation.Kind> obligation,
    boolean guided,
    String message,
    String file,
    int line,
    String source) {
  public Rule {
    licenceClauses = List.copyOf(licenceClauses);
  }

  DeterminingPolicy determining() {
    return new DeterminingPolicy(id, effect, licenceClauses.stream().findFirst(), message);
  }

  /** The same, with its clauses of that licence before those of others. */
  Rule under(String licence) {
    List<String> ordered =
        licenceClauses.stream()
            .sorted(Comparator.comparing(clause -> !clause.startsWith(licence + "#")))
            .toList();
    return new Rule(
        id, effect, ordered, code, category, obligation, guided, message, file, line, source);
  }
}
