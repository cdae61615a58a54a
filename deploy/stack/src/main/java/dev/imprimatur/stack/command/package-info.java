/** One class for each command of the tool. */
@NullMarked
package dev.imprimatur.stack.command;

import org.jspecify.annotations.NullMarked;
