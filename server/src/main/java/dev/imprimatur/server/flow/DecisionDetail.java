package dev.imprimatur.server.flow;

import com.fasterxml.jackson.annotation.JsonSetter;
import com.fasterxml.jackson.annotation.Nulls;
import dev.imprimatur.policy.decision.DeterminingPolicy;
import dev.imprimatur.policy.signal.Writing;
import java.util.List;
import java.util.Locale;
import org.jspecify.annotations.Nullable;

/**
 * What policy decided, and on what grounds.
 *
 * @param effect {@code permit} or {@code forbid}
 * @param scores of the trained models; none in records from before there were any
 * @param writing how the prompt is written; none in records from before it was noted
 * @param obligations what must be done about the request or any rewritten text of it
 */
public record DecisionDetail(
    String effect,
    String bundleVersion,
    String bundleHash,
    List<PolicyDetail> policies,
    List<SignalDetail> signals,
    @Nullable ScoresDetail scores,
    @Nullable Writing writing,
    @JsonSetter(nulls = Nulls.AS_EMPTY) List<ObligationDetail> obligations) {
  /**
   * What the trained models say of the prompt.
   *
   * @param unsafe probability, 0 to 1, that it belongs to any category
   */
  public record ScoresDetail(
      String name, String version, String hash, double unsafe, List<ScoreDetail> categories) {}

  /**
   * How probable a category is.
   *
   * @param probability 0 to 1
   * @param level {@code clear}, {@code uncertain} or {@code likely}
   */
  public record ScoreDetail(String category, double probability, String level) {}

  /**
   * What must be done about an allowed request.
   *
   * @param kind {@code rewriting}, {@code stricter-images} or {@code review}
   */
  public record ObligationDetail(String kind, PolicyDetail policy) {}

  /** A policy that determined the decision. */
  public record PolicyDetail(
      String id, String effect, @Nullable String licenceClause, String message) {
    /** A policy as it is shown. */
    public static PolicyDetail of(DeterminingPolicy policy) {
      return new PolicyDetail(
          policy.id(),
          policy.effect().name().toLowerCase(Locale.ROOT),
          policy.licenceClause().orElse(null),
          policy.message());
    }
  }

  /** What a detector found. */
  public record SignalDetail(
      String name,
      String version,
      String hash,
      String source,
      List<String> categories,
      List<FindingDetail> findings) {}

  /** One thing that was found, by its place in the normalised text. */
  public record FindingDetail(int start, int end, String label, String severity, String entry) {}
}
