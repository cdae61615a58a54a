package dev.imprimatur.diffusion.scheduler;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.imprimatur.diffusion.InvalidCheckpointException;
import java.util.Map;
import java.util.Set;
import java.util.stream.Collectors;

/**
 * The {@code scheduler_config.json} of a checkpoint: its own scheduler, and others with its
 * settings. Another scheduler takes the settings that it knows too and its own defaults for the
 * rest; settings that it does not know are left aside.
 */
public final class SchedulerConfig {
  /** The solvers that classes have themselves. */
  private static final Map<String, Set<String>> SOLVERS =
      Map.of(
          "DPMSolverMultistepScheduler", Set.of("midpoint", "heun"),
          "DPMSolverSinglestepScheduler", Set.of("midpoint", "heun"),
          "UniPCMultistepScheduler", Set.of("bh1", "bh2"),
          "DEISMultistepScheduler", Set.of("logrho"));

  /** The solvers that classes which do not have them take their default for. */
  private static final Set<String> STAND_INS =
      SOLVERS.values().stream().flatMap(Set::stream).collect(Collectors.toUnmodifiableSet());

  private final ObjectNode settings;
  private final SchedulerDesign own;

  private SchedulerConfig(ObjectNode settings) throws InvalidCheckpointException {
    this.settings = settings;
    this.own = SchedulerClass.own(settings);
  }

  /**
   * The configuration in {@code json}, an object.
   *
   * @throws InvalidCheckpointException naming the one setting that the checkpoint's own scheduler
   *     cannot honour
   */
  public static SchedulerConfig of(JsonNode json) throws InvalidCheckpointException {
    return new SchedulerConfig(known(json));
  }

  /**
   * The configuration of a Stable Diffusion 1 or 2 pipeline, whose latents are never clipped and
   * whose leading timesteps always start at 1, whatever outdated configurations say or leave out.
   *
   * @throws InvalidCheckpointException as {@link #of}
   */
  public static SchedulerConfig ofStableDiffusion(JsonNode json) throws InvalidCheckpointException {
    return new SchedulerConfig(known(json).put("steps_offset", 1).put("clip_sample", false));
  }

  /**
   * The configuration of a Stable Diffusion 1 or 2 pipeline that fills holes, whose leading
   * timesteps always start at 1 and whose PNDM never warms up by Runge and Kutta's method.
   *
   * @throws InvalidCheckpointException as {@link #of}
   */
  public static SchedulerConfig ofInpainting(JsonNode json) throws InvalidCheckpointException {
    return new SchedulerConfig(known(json).put("steps_offset", 1).put("skip_prk_steps", true));
  }

  /**
   * Without the settings that the file itself lists as mere defaults of its class, and without a
   * solver that its class has another for, which other classes then do not hear of either.
   */
  private static ObjectNode known(JsonNode json) {
    ObjectNode settings = json.deepCopy();
    for (JsonNode name : json.path("_use_default_values")) {
      settings.remove(name.asText());
    }
    String solver = settings.path("solver_type").asText("");
    Set<String> own = SOLVERS.get(settings.path("_class_name").asText(""));
    if (own != null && !own.contains(solver) && STAND_INS.contains(solver)) {
      settings.remove("solver_type");
    }
    return settings;
  }

  /**
   * The checkpoint's own scheduler.
   *
   * @throws IllegalArgumentException if it cannot take so many steps, saying how many it can
   */
  public Scheduler scheduler(int steps) {
    return own.scheduler(steps);
  }

  /**
   * A scheduler of any class.
   *
   * @param overrides settings that replace the checkpoint's
   * @throws InvalidCheckpointException naming the one setting that this class cannot honour
   * @throws IllegalArgumentException if it cannot take so many steps, saying how many it can
   */
  public Scheduler scheduler(SchedulerClass schedulerClass, ObjectNode overrides, int steps)
      throws InvalidCheckpointException {
    ObjectNode replaced = settings.deepCopy();
    replaced.setAll(overrides);
    return schedulerClass
        .of(settings.path("_class_name").asText(""))
        .design(new SettingsReader(replaced))
        .scheduler(steps);
  }
}
