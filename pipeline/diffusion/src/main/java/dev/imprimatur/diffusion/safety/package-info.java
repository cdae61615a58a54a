/**
 * The safety checker that comes with Stable Diffusion checkpoints: how near a picture is to 20
 * concepts of sexual content. It knows nothing else, so it is one check among others.
 */
@NullMarked
package dev.imprimatur.diffusion.safety;

import org.jspecify.annotations.NullMarked;
