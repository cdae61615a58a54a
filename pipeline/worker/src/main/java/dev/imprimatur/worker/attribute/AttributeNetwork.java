package dev.imprimatur.worker.attribute;

import ai.djl.ndarray.NDArray;
import ai.djl.ndarray.types.Shape;
import ai.djl.nn.convolutional.Conv2d;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;

/**
 * Four convolutions that each halve the picture, and one dense layer that answers for all axes at
 * once. The same code learns and reads.
 */
public final class AttributeNetwork {
  private static final List<Integer> CHANNELS = List.of(3, 16, 24, 40, 56);
  private static final int KERNEL = 3;
  private static final int LAST_SIDE = AttributeInput.SIZE >> (CHANNELS.size() - 1);

  private AttributeNetwork() {}

  /** Shapes of all weights by name, in the order of their use. */
  public static Map<String, Shape> shapes(int outputs) {
    var shapes = new LinkedHashMap<String, Shape>();
    for (int layer = 1; layer < CHANNELS.size(); layer++) {
      int channels = CHANNELS.get(layer);
      shapes.put(weight(layer), new Shape(channels, CHANNELS.get(layer - 1), KERNEL, KERNEL));
      shapes.put(bias(layer), new Shape(channels));
    }
    int features = CHANNELS.getLast() * LAST_SIDE * LAST_SIDE;
    shapes.put("dense.weight", new Shape(features, outputs));
    shapes.put("dense.bias", new Shape(outputs));
    return shapes;
  }

  /**
   * What the network answers, before any softmax.
   *
   * @param pictures [n, 3, 96, 96]
   * @return [n, outputs]
   */
  public static NDArray logits(NDArray pictures, Map<String, NDArray> weights) {
    NDArray x = pictures;
    for (int layer = 1; layer < CHANNELS.size(); layer++) {
      x =
          Conv2d.conv2d(
                  x,
                  named(weights, weight(layer)),
                  named(weights, bias(layer)),
                  new Shape(2, 2),
                  new Shape(1, 1),
                  new Shape(1, 1),
                  1)
              .singletonOrThrow();
      x.attach(pictures.getManager());
      x = x.maximum(0);
    }
    return x.reshape(x.getShape().get(0), -1)
        .matMul(named(weights, "dense.weight"))
        .add(named(weights, "dense.bias"));
  }

  private static String weight(int layer) {
    return "convolution" + layer + ".weight";
  }

  private static String bias(int layer) {
    return "convolution" + layer + ".bias";
  }

  private static NDArray named(Map<String, NDArray> weights, String name) {
    return Objects.requireNonNull(weights.get(name), name);
  }
}
