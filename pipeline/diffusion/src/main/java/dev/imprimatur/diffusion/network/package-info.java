/**
 * The networks as TorchScript source in resources, run by DJL's PyTorch engine with weights pushed
 * in from the checkpoint. No Python takes part at any time.
 */
@NullMarked
package dev.imprimatur.diffusion.network;

import org.jspecify.annotations.NullMarked;
