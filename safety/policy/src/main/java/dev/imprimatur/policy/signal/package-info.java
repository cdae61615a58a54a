/**
 * What can be said of a prompt before any rule is asked: which listed terms it holds, in which
 * category and how severe, whom and what it names, how it is written, and how probable the trained
 * models find each category. Signals state what is there, with their version; they decide nothing.
 */
@NullMarked
package dev.imprimatur.policy.signal;

import org.jspecify.annotations.NullMarked;
