/**
 * The parts of the system: how each is started, how it shows that it is ready, how it is stopped.
 */
@NullMarked
package dev.imprimatur.stack.part;

import org.jspecify.annotations.NullMarked;
