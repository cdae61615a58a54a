package dev.imprimatur.diffusion.checkpoint;

import ai.djl.ndarray.NDArray;
import ai.djl.ndarray.NDManager;
import ai.djl.ndarray.types.DataType;
import ai.djl.ndarray.types.Shape;
import dev.imprimatur.diffusion.InvalidCheckpointException;
import dev.imprimatur.diffusion.checkpoint.safetensors.ElementType;
import dev.imprimatur.diffusion.checkpoint.safetensors.TensorView;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.IntBuffer;
import java.nio.ShortBuffer;
import java.util.Arrays;
import java.util.List;

/**
 * Brings weights to a device. Mapped pages are read once, on the way; what is handed out belongs to
 * the engine alone.
 */
final class WeightLoader {
  private static final int BFLOAT16_SHIFT = 16;

  private final NDManager manager;
  private final DataType floats;

  /** Reused from weight to weight, since the engine aborts on bfloat16 and Java widens it. */
  private ByteBuffer scratch = ByteBuffer.allocateDirect(0);

  WeightLoader(NDManager manager, Precision precision) {
    this.manager = manager;
    this.floats = precision.floats();
  }

  /** A weight of floats. */
  NDArray floats(TensorView view) throws InvalidCheckpointException {
    try (NDManager transit = manager.newSubManager()) {
      return handedOut(oriented(view, mapped(transit, view)).toType(floats, false), view);
    }
  }

  /** A weight of 8 bits, multiplied by its scales in float32. */
  NDArray expanded(TensorView view, TensorView scale) throws InvalidCheckpointException {
    try (NDManager transit = manager.newSubManager()) {
      NDArray values = mapped(transit, view).toType(DataType.FLOAT32, false);
      NDArray scales = mapped(transit, scale).toType(DataType.FLOAT32, false);
      NDArray expanded = values.mul(scales.reshape(perRow(view.shape()))).toType(floats, false);
      expanded.attach(manager);
      return expanded;
    }
  }

  /** A weight of 8 bits as it is. */
  NDArray eightBits(TensorView view) throws InvalidCheckpointException {
    try (NDManager transit = manager.newSubManager()) {
      return handedOut(mapped(transit, view), view);
    }
  }

  /** The scales of a weight of that shape, so that they multiply its rows. */
  NDArray scales(TensorView scale, List<Long> weight) throws InvalidCheckpointException {
    try (NDArray flat = floats(scale)) {
      NDArray scales = flat.reshape(perRow(weight));
      scales.attach(manager);
      return scales;
    }
  }

  private NDArray mapped(NDManager transit, TensorView view) throws InvalidCheckpointException {
    Shape shape = shape(view.stored().shape());
    ByteBuffer bytes = view.map();
    return switch (view.type()) {
      case F32 -> transit.create(bytes, shape, DataType.FLOAT32);
      case F16 -> transit.create(bytes, shape, DataType.FLOAT16);
      case BF16 -> transit.create(widened(bytes.asShortBuffer()), shape, DataType.FLOAT32);
      case I8 -> transit.create(bytes, shape, DataType.INT8);
      case F64, F8_E4M3, F8_E5M2, I64, I32, I16, U64, U32, U16, U8, BOOL ->
          throw new IllegalArgumentException("weights are never of type " + view.type());
    };
  }

  /** A bfloat16 is the upper half of a float32. */
  private ByteBuffer widened(ShortBuffer halves) {
    int size = Math.multiplyExact(halves.remaining(), Float.BYTES);
    if (scratch.capacity() < size) {
      scratch = ByteBuffer.allocateDirect(size).order(ByteOrder.nativeOrder());
    }
    ByteBuffer widened = scratch.slice(0, size).order(ByteOrder.nativeOrder());
    IntBuffer words = widened.asIntBuffer();
    while (halves.hasRemaining()) {
      words.put(halves.get() << BFLOAT16_SHIFT);
    }
    return widened;
  }

  /** Makes the transpose contiguous, where it is wanted. */
  private static NDArray oriented(TensorView view, NDArray values) {
    return view.isTransposed()
        ? values.transpose(1, 0).flatten().reshape(shape(view.shape()))
        : values;
  }

  /** On a CPU, values that were not converted are still the mapped pages or the scratch buffer. */
  private NDArray handedOut(NDArray values, TensorView view) {
    NDArray owned = isConverted(view) ? values : values.duplicate();
    owned.attach(manager);
    return owned;
  }

  private boolean isConverted(TensorView view) {
    boolean kept =
        view.type() == ElementType.I8
            || (view.type() == ElementType.F16 && floats == DataType.FLOAT16)
            || (view.type() != ElementType.F16 && floats == DataType.FLOAT32);
    return !kept || view.isTransposed();
  }

  private static long[] perRow(List<Long> shape) {
    long[] perRow = new long[shape.size()];
    Arrays.fill(perRow, 1);
    perRow[0] = shape.getFirst();
    return perRow;
  }

  private static Shape shape(List<Long> dimensions) {
    return new Shape(dimensions.stream().mapToLong(Long::longValue).toArray());
  }
}
