package dev.imprimatur.diffusion.tokenizer;

/**
 * A token that is looked for in the text before it is taken apart into words.
 *
 * @param content as it stands in the text
 * @param normalised whether it is looked for in the normalised text, so without regard to case
 */
record SpecialToken(String content, int id, boolean normalised) {}
