package dev.imprimatur.contract;

import static dev.imprimatur.contract.Requirements.requireHash;
import static dev.imprimatur.contract.Requirements.requireText;

import java.time.Instant;
import java.util.UUID;

/**
 * A worker's answer to an order.
 *
 * @param jobId the order's job
 * @param orderHash SHA-256 of the order's payload bytes, lower-case hex: the answer is to this very
 *     order
 * @param worker the worker's name
 * @param finishedAt by the worker's clock
 * @param outcome how it ended
 */
public record GenerationResult(
    UUID jobId, String orderHash, String worker, Instant finishedAt, GenerationOutcome outcome) {
  public GenerationResult {
    requireHash(orderHash, "orderHash");
    requireText(worker, "worker");
  }
}
