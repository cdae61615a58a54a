/** The programs of this module: one trains the prompt signals, one measures them. */
@NullMarked
package dev.imprimatur.training;

import org.jspecify.annotations.NullMarked;
