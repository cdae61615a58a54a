package dev.imprimatur.diffusion;

import java.awt.image.BufferedImage;
import java.util.function.Supplier;

/**
 * One picture has come one step further.
 *
 * @param imageIndex which picture of the request
 * @param step steps done, from 1
 * @param steps steps in all
 * @param preview a small picture of what is to be seen so far, one pixel for each place of the
 *     latent; computed when asked for, valid during the call
 */
public record StepEvent(int imageIndex, int step, int steps, Supplier<BufferedImage> preview) {}
