package dev.imprimatur.image;

/**
 * A convolution in PyTorch's layout.
 *
 * @param kernel [outputs, inputs for each group, height, width]
 * @param bias [outputs]
 * @param shape of the kernel
 * @param groups 1, or the number of channels when each has a filter of its own
 */
record ConvolutionWeights(float[] kernel, float[] bias, long[] shape, int groups) {
  private static final double EPSILON = 1e-3;

  /** Reads a kernel and a bias from weights in TensorFlow's layout. */
  static ConvolutionWeights of(QuantisedWeights weights, String kernel, String bias) {
    return withoutBias(weights, kernel).plus(weights.floats(bias));
  }

  /** Reads a kernel from weights in TensorFlow's layout; it is depthwise if its name says so. */
  static ConvolutionWeights withoutBias(QuantisedWeights weights, String name) {
    boolean depthwise = name.contains("/depthwise_");
    float[] stored = weights.floats(name);
    int height = weights.dimension(name, 0);
    int width = weights.dimension(name, 1);
    int outputs = weights.dimension(name, depthwise ? 2 : 3);
    int inputs = depthwise ? 1 : weights.dimension(name, 2);
    float[] kernel = new float[stored.length];
    for (int output = 0; output < outputs; output++) {
      for (int input = 0; input < inputs; input++) {
        for (int place = 0; place < height * width; place++) {
          // TensorFlow: [height, width, inputs, outputs]; depthwise: [height, width, channels, 1].
          int from =
              depthwise ? place * outputs + output : (place * inputs + input) * outputs + output;
          kernel[(output * inputs + input) * height * width + place] = stored[from];
        }
      }
    }
    return new ConvolutionWeights(
        kernel,
        new float[outputs],
        new long[] {outputs, inputs, height, width},
        depthwise ? outputs : 1);
  }

  /**
   * Reads a convolution and folds the batch normalisation after it in: w' = w * gamma /
   * sqrt(variance + epsilon), b' = beta - mean * gamma / sqrt(variance + epsilon).
   */
  static ConvolutionWeights normalised(
      QuantisedWeights weights, String convolution, String normalisation) {
    boolean depthwise = weights.has(convolution + "/depthwise_kernel");
    ConvolutionWeights plain =
        withoutBias(weights, convolution + (depthwise ? "/depthwise_kernel" : "/kernel"));
    float[] gamma = weights.floats(normalisation + "/gamma");
    float[] beta = weights.floats(normalisation + "/beta");
    float[] mean = weights.floats(normalisation + "/moving_mean");
    float[] variance = weights.floats(normalisation + "/moving_variance");
    float[] kernel = plain.kernel.clone();
    float[] bias = new float[gamma.length];
    int each = kernel.length / bias.length;
    for (int output = 0; output < bias.length; output++) {
      double factor = gamma[output] / Math.sqrt(variance[output] + EPSILON);
      bias[output] = (float) (beta[output] - mean[output] * factor);
      for (int i = output * each; i < (output + 1) * each; i++) {
        kernel[i] = (float) (kernel[i] * factor);
      }
    }
    return new ConvolutionWeights(kernel, bias, plain.shape, plain.groups);
  }

  private ConvolutionWeights plus(float[] otherBias) {
    return new ConvolutionWeights(kernel, otherBias, shape, groups);
  }
}
