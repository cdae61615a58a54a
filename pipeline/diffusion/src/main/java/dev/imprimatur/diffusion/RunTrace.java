package dev.imprimatur.diffusion;

import java.util.List;
import java.util.Map;

/**
 * What a replay needs to get the same pixels.
 *
 * @param modelHash of the checkpoint
 * @param code version of this library
 * @param device the device class
 * @param libraries versions of what did the arithmetic, by name
 * @param steps where each picture's sample stood in each pass of the UNet
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

  /**
   * One sample in one pass.
   *
   * @param image which picture
   * @param step from 0
   * @param batch samples in the pass
   * @param slot the sample's place in it
   */
  public record StepTrace(int image, int step, int batch, int slot) {}
}
