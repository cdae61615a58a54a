/** Large pictures through the autoencoder in overlapping tiles, so that its memory has a bound. */
@NullMarked
package dev.imprimatur.diffusion.tiling;

import org.jspecify.annotations.NullMarked;
