package dev.imprimatur.worker;

import dev.imprimatur.contract.Progress;

/** Where progress goes. Losing some of it is no fault. */
@FunctionalInterface
interface ProgressSink {
  void publish(Progress progress);
}
