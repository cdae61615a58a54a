/**
 * Text-to-image latent diffusion as a library: open a {@link
 * dev.imprimatur.diffusion.DiffusionModel}, ask it to draw. Checkpoints, tokenizer, networks,
 * schedulers and noise have packages of their own.
 */
@NullMarked
package dev.imprimatur.diffusion;

import org.jspecify.annotations.NullMarked;
