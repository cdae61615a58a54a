package dev.imprimatur.diffusion.checkpoint;

import ai.djl.ndarray.types.DataType;
import java.util.Arrays;
import java.util.Optional;

/** The element types that a checkpoint may hold. */
public enum ElementType {
  F32(4, DataType.FLOAT32),
  F16(2, DataType.FLOAT16),
  I8(1, DataType.INT8),
  U8(1, DataType.UINT8),
  I32(4, DataType.INT32),
  I64(8, DataType.INT64);

  private final int bytes;
  private final DataType dataType;

  ElementType(int bytes, DataType dataType) {
    this.bytes = bytes;
    this.dataType = dataType;
  }

  int bytes() {
    return bytes;
  }

  DataType dataType() {
    return dataType;
  }

  static Optional<ElementType> named(String name) {
    return Arrays.stream(values()).filter(type -> type.name().equals(name)).findFirst();
  }
}
