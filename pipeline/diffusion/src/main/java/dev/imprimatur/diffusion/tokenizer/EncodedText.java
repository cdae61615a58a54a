package dev.imprimatur.diffusion.tokenizer;

/**
 * A text as token ids.
 *
 * @param ids of the checkpoint's fixed length
 * @param cut how many tokens did not fit and were left out
 */
public record EncodedText(long[] ids, int cut) {}
