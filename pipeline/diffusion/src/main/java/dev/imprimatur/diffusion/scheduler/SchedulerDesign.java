package dev.imprimatur.diffusion.scheduler;

/** A scheduler's settings, read and checked, which only the number of steps is missing from. */
@FunctionalInterface
interface SchedulerDesign {
  /**
   * The scheduler.
   *
   * @throws IllegalArgumentException if it cannot take so many steps, saying how many it can
   */
  Scheduler scheduler(int steps);
}
