/** Shares with their intervals, and how far shares lie from a target. */
@NullMarked
package dev.imprimatur.policy.statistics;

import org.jspecify.annotations.NullMarked;
