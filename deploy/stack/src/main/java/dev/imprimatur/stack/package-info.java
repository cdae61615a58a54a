/** The command-line tool, {@code ./imprimatur}. */
@NullMarked
package dev.imprimatur.stack;

import org.jspecify.annotations.NullMarked;
