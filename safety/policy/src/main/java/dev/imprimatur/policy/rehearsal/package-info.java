/**
 * What a bundle would decide on requests that another has decided, without effect: the whole of a
 * request's judgement, rewriting included, and how two judgements differ.
 */
@NullMarked
package dev.imprimatur.policy.rehearsal;

import org.jspecify.annotations.NullMarked;
