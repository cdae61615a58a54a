package dev.imprimatur.db.audit;

import java.time.Instant;

/**
 * A licence report that an officer is about to get.
 *
 * @param from the period's beginning
 * @param to the period's end, after its beginning
 * @param format csv, json or pdf
 * @param reason why
 * @param contentSha256 of the report, lower-case hex
 */
public record LicenceReportAccess(
    Instant from, Instant to, String format, String reason, String contentSha256) {}
