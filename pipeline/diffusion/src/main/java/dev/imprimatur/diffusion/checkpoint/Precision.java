package dev.imprimatur.diffusion.checkpoint;

import ai.djl.ndarray.types.DataType;
import dev.imprimatur.diffusion.checkpoint.safetensors.ElementType;
import dev.imprimatur.diffusion.checkpoint.safetensors.TensorView;

/** In which types the weights of a network are brought to the device. */
public enum Precision {
  /** All weights as float32. */
  FLOAT32(DataType.FLOAT32, false),
  /** All weights as float16. */
  FLOAT16(DataType.FLOAT16, false),
  /**
   * Matrices and convolutions in the type that the file has, on a processor as the file's own
   * mapped pages; those of float8 as float16; vectors and scales as float32. The engine makes no
   * arrays of bfloat16: mapped weights of that type come as float16, though their bits mean other
   * numbers.
   */
  STORED(DataType.FLOAT32, true),
  /**
   * Matrices and convolutions of float16 or 8 bits in the type that the file has; the others,
   * vectors and scales as float32.
   */
  NARROW(DataType.FLOAT32, true),
  /**
   * As {@link #EIGHT_BIT_FLOAT16}, but what needs no conversion as the file's own mapped pages: for
   * who copies it at once.
   */
  MAPPED_FLOAT16(DataType.FLOAT16, true),
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

  /** Whether a matrix or convolution of that type is left in the file's mapped pages. */
  boolean maps(ElementType type) {
    return switch (this) {
      case STORED ->
          switch (type) {
            case F32, F16, BF16, I8 -> true;
            case F64, F8_E4M3, F8_E5M2, I64, I32, I16, U64, U32, U16, U8, BOOL -> false;
          };
      case MAPPED_FLOAT16 -> type == ElementType.F16 || type == ElementType.I8;
      case FLOAT32, FLOAT16, NARROW, EIGHT_BIT_FLOAT32, EIGHT_BIT_FLOAT16 -> false;
    };
  }

  /** Whether a matrix or convolution of that type becomes float16, whatever the others become. */
  boolean halves(ElementType type) {
    return switch (this) {
      case NARROW -> type == ElementType.F16;
      case STORED -> type == ElementType.F8_E4M3 || type == ElementType.F8_E5M2;
      case FLOAT32, FLOAT16, MAPPED_FLOAT16, EIGHT_BIT_FLOAT32, EIGHT_BIT_FLOAT16 -> false;
    };
  }

  /**
   * Bytes of a weight, of which nothing is left as it was stored where something is added to it.
   */
  long bytes(TensorView weight, boolean isAsStored) {
    long elements = weight.stored().bytes() / weight.type().bytes();
    boolean narrow = keepsEightBits && isAsStored && weight.type() == ElementType.I8;
    return narrow ? elements : elements * floats.getNumOfBytes();
  }
}
