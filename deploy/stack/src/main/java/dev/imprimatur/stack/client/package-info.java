/** Asks the running system for pictures, as any client of its API does. */
@NullMarked
package dev.imprimatur.stack.client;

import org.jspecify.annotations.NullMarked;
