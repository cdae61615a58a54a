package dev.imprimatur.db.generation;

import java.time.Instant;
import java.util.UUID;

/**
 * A signed order that is to reach the broker.
 *
 * @param generationId whose order
 * @param keyId of the key that signed
 * @param payload the order's bytes
 * @param signature over them
 * @param expiresAt when no worker takes it any more
 */
public record OutgoingOrder(
    UUID generationId, String keyId, byte[] payload, byte[] signature, Instant expiresAt) {}
