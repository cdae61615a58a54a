/**
 * Schedulers: immutable values made from the checkpoint's own configuration, with pure step
 * functions.
 */
@NullMarked
package dev.imprimatur.diffusion.scheduler;

import org.jspecify.annotations.NullMarked;
