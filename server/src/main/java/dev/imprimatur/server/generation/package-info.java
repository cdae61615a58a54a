/** Generations over HTTP: asking, following, cancelling, and fetching what came of it. */
@NullMarked
package dev.imprimatur.server.generation;

import org.jspecify.annotations.NullMarked;
