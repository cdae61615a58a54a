package dev.imprimatur.diffusion;

import java.util.List;
import java.util.Map;
import java.util.Optional;

/**
 * What a replay needs to get the same pixels.
 *
 * @param modelHash of the checkpoint
 * @param code version of this library
 * @param device the device class
 * @param libraries versions of what did the arithmetic, by name
 * @param steps where each picture sat in each pass of the UNet
 */
public record RunTrace(
    String modelHash,
    String code,
    String device,
    Map<String, String> libraries,
    List<StepTrace> steps) {
  public RunTrace {
    libraries = Map.copyOf(libraries);
    steps = List.copyOf(steps);
  }

  /** Why a run on what {@code present} describes would not give the recorded pixels, if so. */
  Optional<String> difference(RunTrace present) {
    return difference("model", modelHash, present.modelHash)
        .or(() -> difference("code version", code, present.code))
        .or(() -> difference("device class", device, present.device))
        .or(() -> difference("library versions", libraries, present.libraries));
  }

  private static Optional<String> difference(String name, Object recorded, Object present) {
    return recorded.equals(present)
        ? Optional.empty()
        : Optional.of(
            "A replay needs the recorded %s, %s, but here it is %s."
                .formatted(name, recorded, present));
  }

  /**
   * One picture in one pass.
   *
   * @param image which picture
   * @param step from 0
   * @param batch samples in the pass
   * @param slot of the picture's first sample
   */
  public record StepTrace(int image, int step, int batch, int slot) {}
}
