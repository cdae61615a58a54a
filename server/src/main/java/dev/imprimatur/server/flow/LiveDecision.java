package dev.imprimatur.server.flow;

import dev.imprimatur.policy.decision.PolicyRequest;
import dev.imprimatur.policy.rehearsal.Ruling;
import java.time.Instant;
import java.util.UUID;

/**
 * A decision that has taken effect.
 *
 * @param generation under which it is recorded
 * @param at when
 * @param request with the words as typed
 * @param seed from which the rewriting follows
 * @param ruling what was decided in the end
 */
public record LiveDecision(
    UUID generation, Instant at, PolicyRequest request, long seed, Ruling ruling) {}
