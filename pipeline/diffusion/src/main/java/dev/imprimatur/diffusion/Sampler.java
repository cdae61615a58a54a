package dev.imprimatur.diffusion;

import dev.imprimatur.diffusion.scheduler.DdimScheduler;
import dev.imprimatur.diffusion.scheduler.DpmSolverScheduler;
import dev.imprimatur.diffusion.scheduler.NoiseSchedule;
import dev.imprimatur.diffusion.scheduler.Scheduler;

/** The samplers that a drawing can use. */
public enum Sampler {
  /** DDIM, deterministic. */
  DDIM,
  /** DPM-Solver++ of second order, multistep. */
  DPMPP_2M;

  Scheduler scheduler(NoiseSchedule schedule, int steps) {
    return switch (this) {
      case DDIM -> new DdimScheduler(schedule, steps);
      case DPMPP_2M -> new DpmSolverScheduler(schedule, steps);
    };
  }
}
