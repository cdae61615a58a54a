package dev.imprimatur.db.licence;

import java.time.Instant;

/**
 * That a user accepted a licence.
 *
 * @param licenceId which licence
 * @param version which version of it
 * @param textSha256 of the text that was shown, lower-case hex
 * @param acceptedAt when
 * @param receipt the log's proof of it
 */
public record Acceptance(
    String licenceId, String version, String textSha256, Instant acceptedAt, String receipt) {}
