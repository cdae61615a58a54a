package dev.imprimatur.server.flow;

import dev.imprimatur.policy.coverage.ClauseVerdict;
import java.time.Instant;
import java.util.List;
import java.util.Locale;
import org.jspecify.annotations.Nullable;

/**
 * A licence, with the hash of the text that was accepted.
 *
 * @param acceptedAt when; not known in records from before this was kept
 * @param clauses what came of checking each; not known either
 */
public record LicenceDetail(
    String id,
    String version,
    String sha256,
    @Nullable Instant acceptedAt,
    @Nullable List<ClauseDetail> clauses) {
  /**
   * What came of checking a request against one clause of the licence.
   *
   * @param outcome {@code refused}, {@code obliged}, {@code passed}, {@code attested} or {@code
   *     unchecked}
   * @param policies that were asked; where one spoke, only those that did
   * @param imageChecks that each picture must pass for it
   */
  public record ClauseDetail(
      String clause, String outcome, List<String> policies, List<String> imageChecks) {
    static ClauseDetail of(ClauseVerdict verdict) {
      return new ClauseDetail(
          verdict.clause(),
          verdict.outcome().name().toLowerCase(Locale.ROOT),
          verdict.policies(),
          verdict.imageChecks());
    }
  }
}
