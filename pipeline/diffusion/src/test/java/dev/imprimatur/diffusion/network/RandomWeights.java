package dev.imprimatur.diffusion.network;

import ai.djl.ndarray.NDArray;
import ai.djl.ndarray.NDManager;
import ai.djl.ndarray.types.DataType;
import ai.djl.ndarray.types.Shape;
import com.fasterxml.jackson.databind.JsonNode;
import dev.imprimatur.diffusion.InvalidCheckpointException;
import dev.imprimatur.diffusion.checkpoint.architecture.Architecture;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;

/** Weights of a UNet that nobody trained, made on the device. */
final class RandomWeights {
  private RandomWeights() {}

  /** Matrices keep the size of what passes through them; vectors are near 1 or 0. */
  static Map<String, NDArray> of(NDManager manager, JsonNode config, DataType type)
      throws InvalidCheckpointException {
    var weights = new TreeMap<String, NDArray>();
    for (Map.Entry<String, List<Long>> weight :
        Architecture.UNET.weights("unet", config).entrySet()) {
      Shape shape = new Shape(weight.getValue());
      boolean vector = shape.dimension() == 1;
      double scale = vector ? 0.05 : Math.sqrt((double) shape.get(0) / shape.size());
      float mean = vector && weight.getKey().endsWith("weight") ? 1 : 0;
      try (NDArray drawn = manager.randomNormal(mean, (float) scale, shape, DataType.FLOAT32)) {
        weights.put(weight.getKey(), drawn.toType(type, true));
      }
    }
    return weights;
  }
}
