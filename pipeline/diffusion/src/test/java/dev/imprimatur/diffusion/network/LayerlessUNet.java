package dev.imprimatur.diffusion.network;

import ai.djl.ndarray.NDArray;
import ai.djl.ndarray.NDManager;
import ai.djl.ndarray.types.Shape;
import ai.djl.pytorch.jni.IValue;
import java.util.HashMap;
import java.util.Map;

/** The UNet's script without any layer, for tests of its methods. */
final class LayerlessUNet {
  private LayerlessUNet() {}

  /**
   * Loads it with what its methods read.
   *
   * @param groups of its norms
   */
  static Network load(NDManager manager, Map<String, NDArray> weights, int groups) {
    var all = new HashMap<>(weights);
    for (String bias : new String[] {"conv_in.bias", "time_embedding.linear_1.bias"}) {
      all.put(bias, manager.zeros(new Shape(1)));
    }
    return Network.load(
        manager,
        "unet.torchscript",
        all,
        WeightForm.PACKED,
        IValue.from(true),
        IValue.listFrom(1L),
        IValue.from((long) groups),
        IValue.from(1e-5),
        IValue.from(false));
  }
}
