package dev.imprimatur.diffusion.scheduler;

import dev.imprimatur.diffusion.InvalidCheckpointException;
import java.util.Arrays;
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
  DDPM("DDPMScheduler");

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
    };
  }

  private static String names() {
    return Arrays.stream(values()).map(value -> value.className).collect(Collectors.joining(", "));
  }
}
