/**
 * Stable Diffusion checkpoints: which parts there are, their configurations and weights, file
 * hashes, and weights of 8 bits. A wrong or hostile checkpoint is refused with one exact message
 * before memory is taken.
 */
@NullMarked
package dev.imprimatur.diffusion.checkpoint;

import org.jspecify.annotations.NullMarked;
