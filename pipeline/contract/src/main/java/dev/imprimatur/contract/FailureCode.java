package dev.imprimatur.contract;

/** Why a worker could not draw an order. */
public enum FailureCode {
  /** The worker has no model of that id. */
  UNKNOWN_MODEL,
  /** The worker's checkpoint is not the one that was approved. */
  MODEL_MISMATCH,
  /** A check that the order requires does not exist here, or lacks its thresholds. */
  CHECK_UNAVAILABLE,
  /** The order's time was over when it arrived. */
  EXPIRED,
  /** The order had been finished before. */
  REPLAYED,
  /** The picture does not fit into the device's memory. */
  OUT_OF_MEMORY,
  /** The model cannot draw this here: the sampler, the steps, the operation or the size. */
  CANNOT_DRAW,
  /** The engine reported a fault. */
  ENGINE_FAULT
}
