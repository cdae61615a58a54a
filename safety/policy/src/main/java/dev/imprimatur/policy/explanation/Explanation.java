package dev.imprimatur.policy.explanation;

import dev.imprimatur.policy.decision.Decision;
import java.util.List;

/**
 * Why a request is decided as it is.
 *
 * @param decision the decision
 * @param policies that made it so, then those that demand something of it
 * @param spans in the normalised prompt that mattered, by position
 * @param remedy what would pass
 */
public record Explanation(
    Decision decision, List<ExplainedPolicy> policies, List<Span> spans, Remedy remedy) {
  public Explanation {
    policies = List.copyOf(policies);
    spans = List.copyOf(spans);
  }
}
