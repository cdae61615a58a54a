package dev.imprimatur.contract;

import static dev.imprimatur.contract.Requirements.requireHash;
import static dev.imprimatur.contract.Requirements.requireText;

import java.util.List;
import java.util.Map;

/**
 * What a later replay needs to get the same pixels: the weights, the code, the libraries, the
 * device class, and the batch shape and slot of every step.
 *
 * @param modelHash SHA-256 of the checkpoint, lower-case hex
 * @param code version of the drawing code
 * @param device the device class, for example {@code cpu} or {@code cuda}
 * @param libraries versions of the libraries that did the arithmetic, by name
 * @param steps in the order they ran
 */
public record RunTrace(
    String modelHash,
    String code,
    String device,
    Map<String, String> libraries,
    List<StepTrace> steps) {
  public RunTrace {
    requireHash(modelHash, "modelHash");
    requireText(code, "code");
    requireText(device, "device");
    libraries = Map.copyOf(libraries);
    steps = List.copyOf(steps);
  }
}
