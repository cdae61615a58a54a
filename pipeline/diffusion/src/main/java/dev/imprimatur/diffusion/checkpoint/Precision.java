package dev.imprimatur.diffusion.checkpoint;

import ai.djl.ndarray.types.DataType;

/** In which types the weights of a network are brought to the device. */
public enum Precision {
  /** All weights as float32. */
  FLOAT32(DataType.FLOAT32, false),
  /** All weights as float16. */
  FLOAT16(DataType.FLOAT16, false),
  /**
   * Matrices and convolutions in the type that the file has, on a processor as the file's own
   * mapped pages; vectors and scales as float32.
   */
  STORED(DataType.FLOAT32, true),
  /** Weights of 8 bits stay so, with their scales; scales and other weights as float32. */
  EIGHT_BIT_FLOAT32(DataType.FLOAT32, true),
  /** Weights of 8 bits stay so, with their scales; scales and other weights as float16. */
  EIGHT_BIT_FLOAT16(DataType.FLOAT16, true);

  private final DataType floats;
  private final boolean keepsEightBits;

  Precision(DataType floats, boolean keepsEightBits) {
    this.floats = floats;
    this.keepsEightBits = keepsEightBits;
  }

  DataType floats() {
    return floats;
  }

  boolean keepsEightBits() {
    return keepsEightBits;
  }
}
