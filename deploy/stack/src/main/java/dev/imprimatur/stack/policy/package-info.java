/** The tool's commands for policy authors: check, test, compare and cover bundles. */
@NullMarked
package dev.imprimatur.stack.policy;

import org.jspecify.annotations.NullMarked;
