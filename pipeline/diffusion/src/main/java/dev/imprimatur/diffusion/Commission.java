package dev.imprimatur.diffusion;

/**
 * A drawing that somebody waits for.
 *
 * @param listener is told of every step
 */
public record Commission(DrawingRequest request, StepListener listener) {}
