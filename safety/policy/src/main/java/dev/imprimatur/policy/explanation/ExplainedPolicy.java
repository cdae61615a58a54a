package dev.imprimatur.policy.explanation;

import dev.imprimatur.policy.decision.Ground;
import dev.imprimatur.policy.decision.Rule;
import java.util.List;

/**
 * A policy that mattered.
 *
 * @param rule what it says of itself, with its place in the bundle
 * @param grounds what its conditions read, as it was in the request
 */
public record ExplainedPolicy(Rule rule, List<Ground> grounds) {
  public ExplainedPolicy {
    grounds = List.copyOf(grounds);
  }

  /** The values of one attribute that the policy was decided by; none if it does not read it. */
  List<String> values(String attribute) {
    return grounds.stream()
        .filter(ground -> ground.attribute().equals(attribute))
        .flatMap(ground -> ground.values().stream())
        .toList();
  }
}
