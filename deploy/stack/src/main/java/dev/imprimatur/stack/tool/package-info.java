/** Tasks that need the drawing libraries, each done in a child process of its own. */
@NullMarked
package dev.imprimatur.stack.tool;

import org.jspecify.annotations.NullMarked;
