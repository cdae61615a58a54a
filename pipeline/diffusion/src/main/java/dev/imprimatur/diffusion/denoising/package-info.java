/**
 * From noise to latents: pictures take seats in passes of the UNet, each on its own trajectory of
 * its own scheduler.
 */
@NullMarked
package dev.imprimatur.diffusion.denoising;

import org.jspecify.annotations.NullMarked;
