package dev.imprimatur.db.upload;

import java.time.Instant;
import java.util.UUID;

/**
 * What is known of a picture that somebody brought.
 *
 * @param createdAt when it was brought
 * @param expiresAt from when on it is gone
 * @param width in pixels, as kept
 * @param height in pixels, as kept
 * @param pixelHash SHA-256 over its pixels as kept, lower-case hex
 * @param fileHash SHA-256 of the file as it was brought, lower-case hex
 * @param declaration the version of what its owner declared
 * @param detail what the server keeps of it beside, as JSON
 */
public record Upload(
    UUID id,
    Instant createdAt,
    Instant expiresAt,
    int width,
    int height,
    String pixelHash,
    String fileHash,
    String declaration,
    String detail) {}
