/** Child processes, their logs, and the supervisor that starts, watches and stops the parts. */
@NullMarked
package dev.imprimatur.stack.process;

import org.jspecify.annotations.NullMarked;
