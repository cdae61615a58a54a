package dev.imprimatur.diffusion.tokenizer;

import java.util.List;
import java.util.Map;

/**
 * What a checkpoint's tokenizer folder says.
 *
 * @param ids token ids by token, in the byte alphabet
 * @param merges of tokens
 * @param special tokens that are found in texts, each content once
 * @param begin id of the token before every text
 * @param end id of the token after every text
 * @param unknown id of the token for what has none
 * @param padding id of the token that fills up
 * @param length ids of every encoded text
 */
record Vocabulary(
    Map<String, Integer> ids,
    Merges merges,
    List<SpecialToken> special,
    int begin,
    int end,
    int unknown,
    int padding,
    int length) {}
