package dev.imprimatur.worker;

import dev.imprimatur.contract.RunTrace;
import dev.imprimatur.contract.StepTrace;
import dev.imprimatur.diffusion.Sampler;

/** Between the library's terms and the contract's, which do not know each other. */
public final class TraceMapping {
  private TraceMapping() {}

  /** The library's sampler. */
  public static Sampler sampler(dev.imprimatur.contract.Sampler sampler) {
    return switch (sampler) {
      case DPM_SOLVER_MULTISTEP -> Sampler.DPMPP_2M;
      case DPM_SOLVER_MULTISTEP_KARRAS -> Sampler.DPMPP_2M_KARRAS;
      case UNIPC -> Sampler.UNIPC;
      case EULER -> Sampler.EULER;
      case EULER_ANCESTRAL -> Sampler.EULER_ANCESTRAL;
      case HEUN -> Sampler.HEUN;
      case LMS -> Sampler.LMS;
      case PNDM -> Sampler.PNDM;
      case DDIM -> Sampler.DDIM;
      case LCM -> Sampler.LCM;
    };
  }

  /** The trace as messages carry it. */
  public static RunTrace trace(dev.imprimatur.diffusion.RunTrace trace) {
    return new RunTrace(
        trace.modelHash(),
        trace.code(),
        trace.device(),
        trace.libraries(),
        trace.steps().stream()
            .map(step -> new StepTrace(step.image(), step.step(), step.batch(), step.slot()))
            .toList());
  }
}
