/**
 * Whether a request may be drawn. The rules are Cedar policies of the active bundle; this package
 * turns a request and its signals into a Cedar question and the answer into a decision that
 * explains itself.
 */
@NullMarked
package dev.imprimatur.policy.decision;

import org.jspecify.annotations.NullMarked;
