/**
 * What the configuration of a network says its weights must be: every name with its shape. Derived
 * from the configuration alone, so that a checkpoint is compared as a whole before memory is taken.
 */
@NullMarked
package dev.imprimatur.diffusion.checkpoint.architecture;

import org.jspecify.annotations.NullMarked;
