/** Tiny checkpoints of every family, and the comparison with what Diffusers computes with them. */
@NullMarked
package dev.imprimatur.diffusion.family;

import org.jspecify.annotations.NullMarked;
