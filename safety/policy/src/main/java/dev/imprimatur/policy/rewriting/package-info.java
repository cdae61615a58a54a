/**
 * The diversity rewriter: where a prompt shows a person and leaves open who it is, it names what is
 * open, in the shares of a declared target, and leaves alone, with a reason, what must be left
 * alone.
 */
@NullMarked
package dev.imprimatur.policy.rewriting;

import org.jspecify.annotations.NullMarked;
