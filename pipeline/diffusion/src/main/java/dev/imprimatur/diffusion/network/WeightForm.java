package dev.imprimatur.diffusion.network;

import ai.djl.Device;
import ai.djl.ndarray.NDArray;
import ai.djl.ndarray.NDManager;
import dev.imprimatur.diffusion.InvalidCheckpointException;
import dev.imprimatur.diffusion.checkpoint.Component;
import dev.imprimatur.diffusion.checkpoint.Precision;
import java.util.HashSet;
import java.util.Map;
import java.util.Set;

/** How the weights of a network lie in memory. */
public enum WeightForm {
  /** float32, in the layout in which oneDNN computes on this processor: the fastest there. */
  PACKED(Precision.NARROW),
  /** float32. */
  FULL(Precision.FLOAT32),
  /** float16. */
  HALF(Precision.FLOAT16),
  /** float16, and 8 bits where the checkpoint has 8 bits. */
  SHORT(Precision.EIGHT_BIT_FLOAT16),
  /** Mapped pages of the checkpoint's files, widened to float32 at the moment of their use. */
  MAPPED(Precision.STORED);

  private final Precision precision;

  WeightForm(Precision precision) {
    this.precision = precision;
  }

  Map<String, NDArray> load(Component component, NDManager manager)
      throws InvalidCheckpointException {
    return load(component, manager, Residency.WHOLE);
  }

  /** The same, save for what waits in the host's memory. */
  Map<String, NDArray> load(Component component, NDManager manager, Residency residency)
      throws InvalidCheckpointException {
    Set<String> waiting = residency.waiting(component.sizes(precision));
    Map<String, NDArray> weights =
        waiting.isEmpty()
            ? component.load(manager, "", precision)
            : component.load(manager, manager.newSubManager(Device.cpu()), waiting, precision);
    var bits = new HashSet<>(component.bitsOfBfloat16(precision));
    bits.removeAll(waiting);
    Bfloat16.reinterpret(weights, bits, manager);
    return weights;
  }

  boolean isPacked() {
    return this == PACKED;
  }

  /** Whether the engine does not own the numbers, so that their arrays must stay open. */
  boolean isMapped() {
    return this == MAPPED;
  }
}
