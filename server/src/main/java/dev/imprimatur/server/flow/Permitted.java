package dev.imprimatur.server.flow;

import dev.imprimatur.policy.decision.Decision;

/** A request whose own words policy permits. */
record Permitted(Normalised normalised, Decision.Allowed decision) {}
