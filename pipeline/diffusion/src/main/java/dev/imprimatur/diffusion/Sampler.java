package dev.imprimatur.diffusion;

import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.imprimatur.diffusion.scheduler.Scheduler;
import dev.imprimatur.diffusion.scheduler.SchedulerClass;
import dev.imprimatur.diffusion.scheduler.SchedulerConfig;

/** The samplers that a drawing can use, whichever scheduler the checkpoint comes with. */
public enum Sampler {
  /** DDIM, deterministic. */
  DDIM(SchedulerClass.DDIM),
  /** Pseudo linear multistep, one evaluation more than steps. */
  PNDM(SchedulerClass.PNDM),
  /** Euler's method. */
  EULER(SchedulerClass.EULER),
  /** Euler's method with new noise at each step. */
  EULER_ANCESTRAL(SchedulerClass.EULER_ANCESTRAL),
  /** DPM-Solver++ of second order, multistep. */
  DPMPP_2M(SchedulerClass.DPM_SOLVER_MULTISTEP),
  /** DPM-Solver++ of second order, multistep, with the noise levels of Karras et al. */
  DPMPP_2M_KARRAS(SchedulerClass.DPM_SOLVER_MULTISTEP),
  /** UniPC, a predictor and a corrector. */
  UNIPC(SchedulerClass.UNIPC),
  /** Linear multistep. */
  LMS(SchedulerClass.LMS),
  /** Heun's method, two evaluations a step. */
  HEUN(SchedulerClass.HEUN),
  /** For latent consistency models, in few steps. */
  LCM(SchedulerClass.LCM);

  private final SchedulerClass schedulerClass;

  Sampler(SchedulerClass schedulerClass) {
    this.schedulerClass = schedulerClass;
  }

  /**
   * The scheduler for a checkpoint.
   *
   * @throws UnsuitableSamplerException if it cannot take so many steps, or the checkpoint has a
   *     setting that it cannot honour
   */
  public Scheduler scheduler(SchedulerConfig config, int steps) {
    try {
      return config.scheduler(schedulerClass, settings(), steps);
    } catch (InvalidCheckpointException | IllegalArgumentException e) {
      throw new UnsuitableSamplerException(this, e);
    }
  }

  /** What the sampler's name promises, whatever the checkpoint says. */
  private ObjectNode settings() {
    ObjectNode settings = JsonNodeFactory.instance.objectNode();
    return switch (this) {
      case DPMPP_2M -> secondOrder(settings).put("use_karras_sigmas", false);
      case DPMPP_2M_KARRAS ->
          secondOrder(settings)
              .put("use_karras_sigmas", true)
              .put("use_beta_sigmas", false)
              .put("use_exponential_sigmas", false);
      case PNDM -> settings.put("skip_prk_steps", true);
      case DDIM, EULER, EULER_ANCESTRAL, UNIPC, LMS, HEUN, LCM -> settings;
    };
  }

  private static ObjectNode secondOrder(ObjectNode settings) {
    return settings.put("algorithm_type", "dpmsolver++").put("solver_order", 2);
  }
}
