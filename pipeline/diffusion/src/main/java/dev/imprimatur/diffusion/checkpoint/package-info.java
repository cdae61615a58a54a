/**
 * Checkpoint folders in the diffusers layout: memory-mapped safetensors, configuration, file
 * hashes, and 8-bit weights. A wrong or hostile checkpoint is refused with one exact message before
 * memory is taken.
 */
@NullMarked
package dev.imprimatur.diffusion.checkpoint;

import org.jspecify.annotations.NullMarked;
