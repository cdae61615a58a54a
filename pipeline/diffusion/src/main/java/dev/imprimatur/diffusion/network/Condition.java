package dev.imprimatur.diffusion.network;

import ai.djl.ndarray.NDArray;
import java.util.Optional;

/**
 * What a {@link UNet} is told about n samples beside their timestep.
 *
 * @param hidden states of the texts [n, tokens, width]
 * @param pooled texts [n, projection], for SDXL
 * @param sizes original height and width, top and left of the crop, target height and width [n, 6],
 *     for SDXL
 * @param guidance the guidance scale less 1 [n], for a consistency model
 */
public record Condition(
    NDArray hidden,
    Optional<NDArray> pooled,
    Optional<NDArray> sizes,
    Optional<NDArray> guidance) {}
