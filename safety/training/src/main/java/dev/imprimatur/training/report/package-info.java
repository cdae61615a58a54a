/**
 * Measuring a prompt model on samples that its training did not read, and saying so in tables:
 * recall at fixed rates of false alarms, with confidence intervals.
 */
@NullMarked
package dev.imprimatur.training.report;

import org.jspecify.annotations.NullMarked;
