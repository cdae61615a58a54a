package dev.imprimatur.server.audit;

import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * An officer's decision on held pictures, as it is sent.
 *
 * @param released the indexes of the pictures to release; an empty list withholds all
 * @param reason why, for the record and the owner
 */
public record ReviewBody(@Nullable List<@Nullable Integer> released, @Nullable String reason) {}
