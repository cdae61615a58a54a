package dev.imprimatur.server.flow;

import dev.imprimatur.policy.decision.Decision;
import java.util.List;

/** A rewritten request of which every text is permitted too. */
record PermittedAgain(Rewritten rewritten, List<Decision.Allowed> decisions) {
  PermittedAgain {
    decisions = List.copyOf(decisions);
  }

  Normalised normalised() {
    return rewritten.permitted().normalised();
  }
}
