package dev.imprimatur.server.flow;

import dev.imprimatur.policy.decision.Decision;
import dev.imprimatur.policy.decision.Obligation;
import dev.imprimatur.policy.decision.RewritingChoice;

/** A request whose own words policy permits. */
record Permitted(Normalised normalised, Decision.Allowed decision) {
  /** Whether the user declined what policy demands. */
  boolean overridesDeclining() {
    return normalised.request().choice() == RewritingChoice.DECLINE
        && decision.requires(Obligation.Kind.REWRITING);
  }

  /** The user's choice, unless policy leaves none. */
  RewritingChoice choice() {
    return overridesDeclining() ? RewritingChoice.ACCEPT : normalised.request().choice();
  }
}
