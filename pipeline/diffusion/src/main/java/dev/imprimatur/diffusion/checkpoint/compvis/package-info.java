/**
 * The single-file layout of CompVis's and Stability AI's own programs: which of its tensors is
 * which weight of the diffusers layout, and what the shapes say about the configurations, which
 * such a file does not carry. Facts of the layout follow Diffusers' {@code single_file_utils.py};
 * configurations are those of the models as they were published.
 */
@NullMarked
package dev.imprimatur.diffusion.checkpoint.compvis;

import org.jspecify.annotations.NullMarked;
