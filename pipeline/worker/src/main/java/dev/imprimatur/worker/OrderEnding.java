package dev.imprimatur.worker;

import dev.imprimatur.contract.GenerationOutcome;
import java.util.concurrent.CompletableFuture;

/** How an order left the device. Its pictures, if it has any, are still to be looked at. */
@FunctionalInterface
interface OrderEnding {
  /** Nothing is left to be done. */
  static OrderEnding of(GenerationOutcome outcome) {
    return () -> CompletableFuture.completedFuture(outcome);
  }

  /** Looks at the pictures. Asked once, by any thread; the outcome comes when all were seen. */
  CompletableFuture<GenerationOutcome> conclude();
}
