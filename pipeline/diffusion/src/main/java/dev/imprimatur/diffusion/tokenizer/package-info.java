/** CLIP's byte-level BPE tokenizer, read from a checkpoint's vocabulary and merges. */
@NullMarked
package dev.imprimatur.diffusion.tokenizer;

import org.jspecify.annotations.NullMarked;
