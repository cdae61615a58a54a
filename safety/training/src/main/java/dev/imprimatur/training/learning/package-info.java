/**
 * Learning the parts of a prompt model from samples: the n-gram weights, the heads over the
 * sentence encoder, and the calibration of both. Everything is drawn from a seed and summed in a
 * fixed order, so that the same samples give the same model however many processors there are.
 */
@NullMarked
package dev.imprimatur.training.learning;

import org.jspecify.annotations.NullMarked;
