package dev.imprimatur.image;

/**
 * A convolution with the batch normalisation after it folded in: w' = w * gamma / sqrt(variance +
 * epsilon), b' = beta - mean * gamma / sqrt(variance + epsilon).
 *
 * @param kernel [outputs, inputs for each group, height, width]
 * @param bias [outputs]
 * @param shape of the kernel
 * @param groups 1, or the number of channels when each has a filter of its own
 */
record ConvolutionWeights(float[] kernel, float[] bias, long[] shape, int groups) {
  private static final double EPSILON = 1e-3;

  /** Reads {@code convolution} and {@code normalisation} from weights in TensorFlow's layout. */
  static ConvolutionWeights of(NsfwWeights weights, String convolution, String normalisation) {
    boolean depthwise = weights.has(convolution + "/depthwise_kernel");
    String name = convolution + (depthwise ? "/depthwise_kernel" : "/kernel");
    float[] stored = weights.floats(name);
    int height = weights.dimension(name, 0);
    int width = weights.dimension(name, 1);
    int outputs = weights.dimension(name, depthwise ? 2 : 3);
    int inputs = depthwise ? 1 : weights.dimension(name, 2);
    float[] gamma = weights.floats(normalisation + "/gamma");
    float[] beta = weights.floats(normalisation + "/beta");
    float[] mean = weights.floats(normalisation + "/moving_mean");
    float[] variance = weights.floats(normalisation + "/moving_variance");

    float[] kernel = new float[stored.length];
    float[] bias = new float[outputs];
    for (int output = 0; output < outputs; output++) {
      double factor = gamma[output] / Math.sqrt(variance[output] + EPSILON);
      bias[output] = (float) (beta[output] - mean[output] * factor);
      for (int input = 0; input < inputs; input++) {
        for (int place = 0; place < height * width; place++) {
          // TensorFlow: [height, width, inputs, outputs]; depthwise: [height, width, channels, 1].
          int from =
              depthwise ? place * outputs + output : (place * inputs + input) * outputs + output;
          kernel[(output * inputs + input) * height * width + place] =
              (float) (stored[from] * factor);
        }
      }
    }
    return new ConvolutionWeights(
        kernel, bias, new long[] {outputs, inputs, height, width}, depthwise ? outputs : 1);
  }
}
