package dev.imprimatur.db.shadow;

import java.time.Instant;
import java.util.UUID;

/**
 * A decision that came out otherwise.
 *
 * @param place in the list, greater than that of all before
 * @param generation on whose request
 * @param kind of difference, for example {@code newly-blocked}
 * @param decidedAt when
 * @param active what counted, in words
 * @param shadow what the other bundle would have decided, in words
 */
public record ShadowDifference(
    long place, UUID generation, String kind, Instant decidedAt, String active, String shadow) {}
