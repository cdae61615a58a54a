/** The message broker as a process of its own. */
@NullMarked
package dev.imprimatur.stack.broker;

import org.jspecify.annotations.NullMarked;
