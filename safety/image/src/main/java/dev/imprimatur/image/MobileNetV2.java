package dev.imprimatur.image;

import ai.djl.ndarray.NDArray;
import ai.djl.ndarray.NDManager;
import ai.djl.ndarray.types.Shape;
import java.util.HashMap;
import java.util.Map;
import java.util.Objects;

/**
 * MobileNetV2 (Sandler et al. 2018) with three dense layers on top, as nsfwjs trained it: inverted
 * residual blocks that widen, filter each channel by itself, and narrow again.
 */
final class MobileNetV2 implements AutoCloseable {
  static final int INPUT = 224;
  private static final int LAST_BLOCK = 16;

  private final NDManager manager;
  private final Map<String, Convolution> convolutions = new HashMap<>();
  private final Map<String, Dense> dense = new HashMap<>();

  MobileNetV2(NDManager manager, QuantisedWeights weights) {
    this.manager = manager;
    convolution(weights, "Conv1", "bn_Conv1");
    convolution(weights, "expanded_conv_depthwise", "expanded_conv_depthwise_BN");
    convolution(weights, "expanded_conv_project", "expanded_conv_project_BN");
    for (int block = 1; block <= LAST_BLOCK; block++) {
      for (String part : new String[] {"expand", "depthwise", "project"}) {
        String name = "block_" + block + "_" + part;
        convolution(weights, name, name + "_BN");
      }
    }
    convolution(weights, "Conv_1", "Conv_1_bn");
    for (String name : new String[] {"dense_1", "dense_2", "dense_3"}) {
      dense(weights, name);
    }
  }

  /** The weights of one dense layer. */
  private record Dense(NDArray weight, NDArray bias) {}

  /** Probabilities of the classes for one picture's planes, 224 x 224. */
  float[] classify(float[] planes) {
    try (NDManager scope = manager.newSubManager()) {
      NDArray x = scope.create(planes, new Shape(1, 3, INPUT, INPUT));
      x = relu6(convolve(padded(x), "Conv1", 2, 0));
      x = relu6(convolve(x, "expanded_conv_depthwise", 1, 1));
      x = convolve(x, "expanded_conv_project", 1, 0);
      for (int block = 1; block <= LAST_BLOCK; block++) {
        x = invertedResidual(x, "block_" + block);
      }
      x = relu6(convolve(x, "Conv_1", 1, 0)).mean(new int[] {3}).mean(new int[] {2});
      x = connect(x, "dense_1").maximum(0);
      x = connect(x, "dense_2").maximum(0);
      return connect(x, "dense_3").softmax(1).toFloatArray();
    }
  }

  @Override
  public void close() {
    manager.close();
  }

  private NDArray invertedResidual(NDArray x, String name) {
    NDArray y = relu6(convolve(x, name + "_expand", 1, 0));
    boolean halves =
        switch (name) {
          case "block_1", "block_3", "block_6", "block_13" -> true;
          default -> false;
        };
    y =
        halves
            ? convolve(padded(y), name + "_depthwise", 2, 0)
            : convolve(y, name + "_depthwise", 1, 1);
    y = convolve(relu6(y), name + "_project", 1, 0);
    return y.getShape().equals(x.getShape()) ? x.add(y) : y;
  }

  /** TensorFlow pads only right and below where a step of two follows. */
  private static NDArray padded(NDArray x) {
    return x.pad(new Shape(0, 1, 0, 1), 0);
  }

  private static NDArray relu6(NDArray x) {
    return x.clip(0, 6);
  }

  private NDArray convolve(NDArray x, String name, int stride, int padding) {
    return Objects.requireNonNull(convolutions.get(name), name).apply(x, stride, padding);
  }

  private NDArray connect(NDArray x, String name) {
    Dense layer = Objects.requireNonNull(dense.get(name), name);
    return x.matMul(layer.weight()).add(layer.bias());
  }

  private void convolution(QuantisedWeights weights, String name, String normalisation) {
    ConvolutionWeights folded = ConvolutionWeights.normalised(weights, name, normalisation);
    convolutions.put(name, Convolution.on(manager, folded));
  }

  private void dense(QuantisedWeights weights, String name) {
    Shape shape =
        new Shape(weights.dimension(name + "/kernel", 0), weights.dimension(name + "/kernel", 1));
    dense.put(
        name,
        new Dense(
            manager.create(weights.floats(name + "/kernel"), shape),
            manager.create(weights.floats(name + "/bias"))));
  }
}
