package dev.imprimatur.diffusion;

/**
 * One picture to draw.
 *
 * @param prompt what to draw
 * @param seed names the noise
 */
public record ImageRequest(String prompt, long seed) {}
