/**
 * What a prompt says beside its words: brackets that make parts of it count more or less. {@link
 * dev.imprimatur.diffusion.prompt.WeightedPrompt} documents the grammar.
 */
@NullMarked
package dev.imprimatur.diffusion.prompt;

import org.jspecify.annotations.NullMarked;
