package dev.imprimatur.training.learning;

import dev.imprimatur.training.corpus.Sample;

/**
 * A sample with what the models say of it.
 *
 * @param ngram log-odds of each output by the n-gram model
 * @param semantic log-odds of each output by the semantic heads
 */
public record Scored(Sample sample, float[] ngram, float[] semantic) {}
