/**
 * Noise that is the same on every machine: a counter-based generator, one stream for each image.
 */
@NullMarked
package dev.imprimatur.diffusion.noise;

import org.jspecify.annotations.NullMarked;
