package dev.imprimatur.image;

import ai.djl.ndarray.NDArray;
import ai.djl.ndarray.NDManager;
import ai.djl.ndarray.types.Shape;
import ai.djl.nn.convolutional.Conv2d;

/** A convolution's weights where it is computed. */
record Convolution(NDArray kernel, NDArray bias, int groups) {
  private static final Shape ONE = new Shape(1, 1);

  static Convolution on(NDManager manager, ConvolutionWeights weights) {
    return new Convolution(
        manager.create(weights.kernel(), new Shape(weights.shape())),
        manager.create(weights.bias()),
        weights.groups());
  }

  /**
   * Convolves.
   *
   * @param x [1, channels, height, width]
   * @param stride along both sides
   * @param padding rows and columns of zeros at every edge
   */
  NDArray apply(NDArray x, int stride, int padding) {
    NDArray y =
        Conv2d.conv2d(
                x,
                kernel,
                bias,
                new Shape(stride, stride),
                new Shape(padding, padding),
                ONE,
                groups)
            .singletonOrThrow();
    y.attach(x.getManager());
    return y;
  }
}
