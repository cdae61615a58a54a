/**
 * Low-rank adaptations (LoRA, Hu et al. 2021) of a checkpoint: the names that trainers write for
 * them, which weight each changes, and by how much. They are merged into the weights on the way to
 * the device; no network knows of them.
 */
@NullMarked
package dev.imprimatur.diffusion.checkpoint.lora;

import org.jspecify.annotations.NullMarked;
