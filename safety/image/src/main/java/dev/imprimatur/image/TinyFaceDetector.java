package dev.imprimatur.image;

import ai.djl.ndarray.NDArray;
import ai.djl.ndarray.NDManager;
import ai.djl.ndarray.index.NDIndex;
import ai.djl.ndarray.types.Shape;
import ai.djl.nn.Activation;
import ai.djl.nn.pooling.Pool;
import java.util.ArrayList;
import java.util.List;

/**
 * The tiny face detector of face-api: Tiny YOLOv2 (Redmon and Farhadi 2017) with depthwise
 * separable convolutions. It lays a grid of cells of 32 x 32 pixels over the picture; each cell
 * says of five boxes of usual sizes, 1.6 to 9 cells wide, where a face would lie and how surely
 * there is one. Where does not matter here, so only the last is read.
 */
final class TinyFaceDetector implements AutoCloseable {
  private static final int SEPARABLE_BLOCKS = 5;
  private static final int ANCHORS = 5;

  /** For each anchor: x, y, width, height, certainty. */
  private static final int NUMBERS = 5;

  private static final int CERTAINTY = 4;
  private static final float LEAK = 0.1f;
  private static final float[] MEAN_COLOUR = {117.001f / 255, 114.697f / 255, 97.404f / 255};
  private static final Shape TWO = new Shape(2, 2);
  private static final Shape NOTHING = new Shape(0, 0);

  private final NDManager manager;
  private final Convolution first;
  private final List<Block> blocks = new ArrayList<>();
  private final Convolution last;

  TinyFaceDetector(NDManager manager, QuantisedWeights weights) {
    this.manager = manager;
    first = convolution(weights, "conv0/filters", "conv0/bias");
    for (int i = 1; i <= SEPARABLE_BLOCKS; i++) {
      blocks.add(
          new Block(
              Convolution.on(
                  manager,
                  ConvolutionWeights.withoutBias(weights, "conv" + i + "/depthwise_filter")),
              convolution(weights, "conv" + i + "/pointwise_filter", "conv" + i + "/bias")));
    }
    last = convolution(weights, "conv8/filters", "conv8/bias");
  }

  /** A filter for each channel by itself, then one that mixes channels. */
  private record Block(Convolution depthwise, Convolution pointwise) {}

  /**
   * The probability of the most probable face, 0 to 1.
   *
   * @param planes of one picture, colours 0 to 1
   * @param size of the picture along both sides, a multiple of 32
   */
  double highestProbability(float[] planes, int size) {
    try (NDManager scope = manager.newSubManager()) {
      NDArray mean = scope.create(MEAN_COLOUR, new Shape(1, 3, 1, 1));
      NDArray x = scope.create(planes, new Shape(1, 3, size, size)).sub(mean);
      x = halved(leaky(first.apply(x, 1, 0)));
      for (Block block : blocks.subList(0, SEPARABLE_BLOCKS - 1)) {
        x = halved(separable(x, block));
      }
      x = pooledInPlace(separable(x, blocks.getLast()));
      return sigmoid(highestCertainty(last.apply(x, 1, 0)));
    }
  }

  @Override
  public void close() {
    manager.close();
  }

  private static float highestCertainty(NDArray grid) {
    return grid.reshape(ANCHORS, NUMBERS, -1).get(new NDIndex(":, {}", CERTAINTY)).max().getFloat();
  }

  private static double sigmoid(double x) {
    return 1 / (1 + Math.exp(-x));
  }

  private static NDArray separable(NDArray x, Block block) {
    return leaky(block.pointwise().apply(block.depthwise().apply(x, 1, 1), 1, 0));
  }

  private static NDArray leaky(NDArray x) {
    return Activation.leakyRelu(x, LEAK);
  }

  /** The larger of each two by two; an odd row or column at the end stands alone. */
  private static NDArray halved(NDArray x) {
    return Pool.maxPool2d(x, TWO, TWO, NOTHING, true);
  }

  /** The largest of each place and its neighbours right and below, as far as there are any. */
  private static NDArray pooledInPlace(NDArray x) {
    NDArray padded = x.pad(new Shape(0, 1, 0, 1), Double.NEGATIVE_INFINITY);
    return Pool.maxPool2d(padded, TWO, new Shape(1, 1), NOTHING, false);
  }

  private Convolution convolution(QuantisedWeights weights, String kernel, String bias) {
    return Convolution.on(manager, ConvolutionWeights.of(weights, kernel, bias));
  }
}
