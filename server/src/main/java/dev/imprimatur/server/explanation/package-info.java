/**
 * Why a recorded request was decided as it was, asked of the bundle that decided then, and what
 * would have passed.
 */
@NullMarked
package dev.imprimatur.server.explanation;

import org.jspecify.annotations.NullMarked;
