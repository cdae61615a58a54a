/**
 * Noise, one stream for each image: from a counter-based generator, the same on every machine, or
 * as PyTorch draws it on a CPU; and what lies between two noises.
 */
@NullMarked
package dev.imprimatur.diffusion.noise;

import org.jspecify.annotations.NullMarked;
