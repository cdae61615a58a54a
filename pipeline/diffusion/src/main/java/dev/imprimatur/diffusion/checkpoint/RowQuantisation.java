package dev.imprimatur.diffusion.checkpoint;

/**
 * A weight in 8 bits: each row (the first dimension) is divided by its scale, the largest magnitude
 * over 127 as float16, and rounded. Symmetric, without a zero point.
 *
 * @param values int8, in the weight's order
 * @param scales one float16 for each row
 */
record RowQuantisation(byte[] values, short[] scales) {
  private static final int LARGEST = 127;

  /**
   * Quantises a weight.
   *
   * @param weight its elements, row by row
   * @param rows its first dimension
   */
  static RowQuantisation of(float[] weight, int rows) {
    int columns = weight.length / rows;
    byte[] values = new byte[weight.length];
    short[] scales = new short[rows];
    for (int row = 0; row < rows; row++) {
      float largest = 0;
      for (int i = row * columns; i < (row + 1) * columns; i++) {
        largest = Math.max(largest, Math.abs(weight[i]));
      }
      scales[row] = Float.floatToFloat16(largest / LARGEST);
      float scale = Float.float16ToFloat(scales[row]);
      for (int i = row * columns; i < (row + 1) * columns; i++) {
        // A row too small for a scale of float16 becomes zero.
        long value = scale == 0 ? 0 : Math.round((double) weight[i] / scale);
        values[i] = (byte) Math.clamp(value, -LARGEST, LARGEST);
      }
    }
    return new RowQuantisation(values, scales);
  }
}
