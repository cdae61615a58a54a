package dev.imprimatur.diffusion.scheduler;

import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.imprimatur.diffusion.InvalidCheckpointException;
import java.util.Arrays;
import java.util.Set;
import java.util.stream.Collectors;

/** The schedulers, by the class names that checkpoints call them. */
public enum SchedulerClass {
  DDIM("DDIMScheduler"),
  PNDM("PNDMScheduler"),
  EULER("EulerDiscreteScheduler"),
  EULER_ANCESTRAL("EulerAncestralDiscreteScheduler"),
  DPM_SOLVER_MULTISTEP("DPMSolverMultistepScheduler"),
  UNIPC("UniPCMultistepScheduler"),
  LMS("LMSDiscreteScheduler"),
  HEUN("HeunDiscreteScheduler"),
  LCM("LCMScheduler"),
  DDPM("DDPMScheduler"),
  TCD("TCDScheduler"),
  DPM_SOLVER_SINGLESTEP("DPMSolverSinglestepScheduler"),
  DEIS("DEISMultistepScheduler"),
  KDPM2("KDPM2DiscreteScheduler"),
  KDPM2_ANCESTRAL("KDPM2AncestralDiscreteScheduler"),
  EDM_EULER("EDMEulerScheduler"),
  EDM_DPM_SOLVER_MULTISTEP("EDMDPMSolverMultistepScheduler");

  /**
   * Schedulers that are not here, but whose settings say the same of the noise, so that others can
   * take their place.
   */
  private static final Set<String> STRANGERS =
      Set.of(
          "DPMSolverSDEScheduler",
          "DPMSolverMultistepInverseScheduler",
          "DDIMInverseScheduler",
          "DDPMParallelScheduler",
          "DDIMParallelScheduler",
          "IPNDMScheduler",
          "SASolverScheduler",
          "UnCLIPScheduler");

  private final String className;

  SchedulerClass(String className) {
    this.className = className;
  }

  /** The class that a checkpoint calls {@code className}. */
  static SchedulerClass named(String className) throws InvalidCheckpointException {
    return Arrays.stream(values())
        .filter(value -> value.className.equals(className))
        .findFirst()
        .orElseThrow(() ->
            new InvalidCheckpointException(
                "%s: _class_name is '%.80s', but must be one of %s"
                    .formatted(SettingsReader.FILE, className, names())));
  }

  /** The design of the checkpoint's own scheduler, which refuses to be used if it is not here. */
  static SchedulerDesign own(ObjectNode settings) throws InvalidCheckpointException {
    String className = settings.path("_class_name").asText("");
    if (STRANGERS.contains(className)) {
      return steps -> {
        throw new IllegalArgumentException(
            "the checkpoint's own sampler, %s, is not among ours: name another"
                .formatted(className));
      };
    }
    return named(className).design(new SettingsReader(settings));
  }

  /**
   * The class that stands for this one in a checkpoint whose own scheduler is {@code className}:
   * networks trained along sigma alone are not told timesteps.
   */
  SchedulerClass of(String className) throws InvalidCheckpointException {
    if (!className.startsWith("EDM")) {
      return this;
    }
    return switch (this) {
      case EULER, EDM_EULER -> EDM_EULER;
      case DPM_SOLVER_MULTISTEP, EDM_DPM_SOLVER_MULTISTEP -> EDM_DPM_SOLVER_MULTISTEP;
      case DDIM,
          PNDM,
          EULER_ANCESTRAL,
          UNIPC,
          LMS,
          HEUN,
          LCM,
          DDPM,
          TCD,
          DPM_SOLVER_SINGLESTEP,
          DEIS,
          KDPM2,
          KDPM2_ANCESTRAL ->
          throw new InvalidCheckpointException(
              "the checkpoint's own sampler, %s, steps along sigma; only Euler's method and"
                      .formatted(className)
                  + " DPM-Solver++ can take its place");
    };
  }

  /** Reads and checks the settings that the class knows. */
  SchedulerDesign design(SettingsReader settings) throws InvalidCheckpointException {
    return switch (this) {
      case DDIM -> DdimScheduler.design(settings);
      case PNDM -> PndmScheduler.design(settings);
      case EULER -> EulerScheduler.design(settings);
      case EULER_ANCESTRAL -> EulerAncestralScheduler.design(settings);
      case DPM_SOLVER_MULTISTEP -> DpmSolverScheduler.design(settings);
      case UNIPC -> UniPcScheduler.design(settings);
      case LMS -> LmsScheduler.design(settings);
      case HEUN -> HeunScheduler.design(settings);
      case LCM -> LcmScheduler.design(settings);
      case DDPM -> DdpmScheduler.design(settings);
      case TCD -> DdimScheduler.consistencyDesign(settings);
      case DPM_SOLVER_SINGLESTEP -> DpmSolverSinglestepScheduler.design(settings);
      case DEIS -> DeisScheduler.design(settings);
      case KDPM2 -> Kdpm2Scheduler.design(settings);
      case KDPM2_ANCESTRAL -> Kdpm2Scheduler.ancestralDesign(settings);
      case EDM_EULER -> EdmScheduler.eulerDesign(settings);
      case EDM_DPM_SOLVER_MULTISTEP -> EdmScheduler.design(settings);
    };
  }

  private static String names() {
    return Arrays.stream(values()).map(value -> value.className).collect(Collectors.joining(", "));
  }
}
