package dev.imprimatur.diffusion.network;

import ai.djl.ndarray.NDArray;
import ai.djl.ndarray.NDManager;
import ai.djl.pytorch.engine.PtNDArray;
import ai.djl.pytorch.jni.IValue;
import java.util.Map;
import java.util.Set;

/** Weights of bfloat16, of which the engine makes no arrays: TorchScript does, of the same bits. */
final class Bfloat16 {
  private Bfloat16() {}

  /**
   * Puts weights of bfloat16 in the place of those that come as float16.
   *
   * @param names of the weights whose bits are those of bfloat16
   * @param manager owns the weights, and keeps open what the new ones have their bits from
   */
  static void reinterpret(Map<String, NDArray> weights, Set<String> names, NDManager manager) {
    if (names.isEmpty()) {
      return;
    }
    try (Network bits =
        Network.load(
            manager.newSubManager(), "bfloat16.torchscript", Map.of(), WeightForm.MAPPED)) {
      for (String name : names) {
        weights.compute(
            name,
            (same, halves) -> bits.tensor(manager, "reinterpret", IValue.from((PtNDArray) halves)));
      }
    }
  }
}
