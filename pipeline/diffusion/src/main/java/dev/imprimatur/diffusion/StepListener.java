package dev.imprimatur.diffusion;

/** Is told of every step, on the drawing thread. */
@FunctionalInterface
public interface StepListener {
  /** Whether to go on. */
  enum Decision {
    CONTINUE,
    CANCEL
  }

  /** After a step. */
  Decision step(StepEvent event);
}
