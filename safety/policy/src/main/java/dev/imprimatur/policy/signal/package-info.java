/**
 * What can be said of a prompt before any rule is asked: which listed terms it holds, in which
 * category and how severe, and whom it names. Signals state findings with their place; they decide
 * nothing.
 */
@NullMarked
package dev.imprimatur.policy.signal;

import org.jspecify.annotations.NullMarked;
