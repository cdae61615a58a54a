package dev.imprimatur.worker.attribute.training;

import dev.imprimatur.picture.Picture;

/**
 * A picture to learn from.
 *
 * @param region what the network sees, with {@link Softening#MARGIN} pixels around it
 * @param classes the index of the true class on each axis
 */
record LabelledPicture(Picture region, int[] classes) {}
