package dev.imprimatur.training.report;

import dev.imprimatur.training.corpus.Sample;

/**
 * A sample with its probabilities.
 *
 * @param probabilities in the order of {@link dev.imprimatur.policy.model.Outputs}
 */
record Measured(Sample sample, double[] probabilities) {}
