package dev.imprimatur.diffusion.tokenizer;

/**
 * A token of a text.
 *
 * @param origin where in the original text the character begins that it begins in
 */
record Piece(int id, int origin) {}
