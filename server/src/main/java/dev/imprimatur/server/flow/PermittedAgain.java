package dev.imprimatur.server.flow;

import dev.imprimatur.policy.decision.Decision;
import dev.imprimatur.policy.decision.Obligation;
import java.util.List;
import java.util.stream.Stream;

/** A rewritten request of which every text is permitted too. */
record PermittedAgain(Rewritten rewritten, List<Decision.Allowed> decisions) {
  PermittedAgain {
    decisions = List.copyOf(decisions);
  }

  /** What must be done about any of the request's texts, each demand once. */
  List<Obligation> obligations() {
    return Stream.concat(Stream.of(rewritten.permitted().decision()), decisions.stream())
        .flatMap(decision -> decision.obligations().stream())
        .distinct()
        .toList();
  }

  Normalised normalised() {
    return rewritten.permitted().normalised();
  }
}
