package dev.imprimatur.policy.model;

import dev.imprimatur.policy.signal.Scores;
import dev.imprimatur.policy.signal.Writing;

/**
 * What a reader made of a prompt.
 *
 * @param scores how probable each category is
 * @param writing how it is written
 */
public record PromptReading(Scores scores, Writing writing) {}
