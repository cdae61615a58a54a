/**
 * Schedulers: immutable values made from the checkpoint's own configuration, with pure step
 * functions. Exponentials and logarithms are those of {@link StrictMath}, and everything else is
 * exact to the last bit by definition, so that a replay has the same numbers on every machine.
 */
@NullMarked
package dev.imprimatur.diffusion.scheduler;

import org.jspecify.annotations.NullMarked;
