package dev.imprimatur.contract;

import java.time.Instant;
import java.util.UUID;

/**
 * The server no longer wants a job.
 *
 * @param jobId the job
 * @param issuedAt when the server signed it
 */
public record Cancellation(UUID jobId, Instant issuedAt) {}
