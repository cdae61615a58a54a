package dev.imprimatur.diffusion.tokenizer;

/**
 * A text as token ids.
 *
 * @param ids of the checkpoint's fixed length
 * @param weights what the hidden state of each id is to be multiplied by; 1 for those that begin,
 *     end and fill up the text
 * @param cut how many tokens did not fit and were left out
 * @param cutText the text of those tokens as it was written, empty when nothing was cut; it begins
 *     with a whole character
 */
public record EncodedText(long[] ids, float[] weights, int cut, String cutText) {}
