package dev.imprimatur.diffusion;

import dev.imprimatur.diffusion.network.Releasable;
import dev.imprimatur.diffusion.network.Residency;

/** Brings a part of a model from a checkpoint's files to the device. */
@FunctionalInterface
interface PartLoader<T extends Releasable> {
  T load(Residency residency) throws InvalidCheckpointException;
}
