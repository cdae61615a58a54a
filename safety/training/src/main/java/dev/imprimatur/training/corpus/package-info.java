/**
 * The prompts that are trained on and measured with: labelled files that a user names, and prompts
 * that are composed here from word lists. Every prompt belongs to one part, for good.
 */
@NullMarked
package dev.imprimatur.training.corpus;

import org.jspecify.annotations.NullMarked;
