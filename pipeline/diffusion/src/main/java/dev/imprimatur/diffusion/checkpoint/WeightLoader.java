package dev.imprimatur.diffusion.checkpoint;

import ai.djl.ndarray.NDArray;
import ai.djl.ndarray.NDManager;
import ai.djl.ndarray.types.DataType;
import ai.djl.ndarray.types.Shape;
import dev.imprimatur.diffusion.InvalidCheckpointException;
import dev.imprimatur.diffusion.checkpoint.lora.LoraDelta;
import dev.imprimatur.diffusion.checkpoint.safetensors.ElementType;
import dev.imprimatur.diffusion.checkpoint.safetensors.TensorView;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;

/**
 * Brings weights to a device. What is handed out belongs to the engine alone, save for weights that
 * stay as they are stored: those are mapped pages of the file, valid while their arrays are open.
 */
final class WeightLoader {
  private final NDManager manager;
  private final DataType floats;
  private final Precision precision;

  /** Reused from weight to weight: direct memory is given back only when the collector runs. */
  private ByteBuffer scratch = ByteBuffer.allocateDirect(0);

  private final Widening widening = new Widening();

  WeightLoader(NDManager manager, Precision precision) {
    this.manager = manager;
    this.floats = precision.floats();
    this.precision = precision;
  }

  /** A weight of floats. */
  NDArray floats(TensorView view) throws InvalidCheckpointException {
    if (isMapped(view)) {
      return manager.create(view.map(), shape(view.shape()), Widening.mappedType(view.type()));
    }
    try (NDManager transit = manager.newSubManager()) {
      return handedOut(oriented(view, read(transit, view)).toType(wanted(view), false), view);
    }
  }

  /** A weight of 8 bits, multiplied by its scales in float32. */
  NDArray expanded(TensorView view, TensorView scale) throws InvalidCheckpointException {
    try (NDManager transit = manager.newSubManager()) {
      NDArray values = read(transit, view).toType(DataType.FLOAT32, false);
      NDArray scales = read(transit, scale).toType(DataType.FLOAT32, false);
      NDArray expanded = values.mul(scales.reshape(perRow(view.shape()))).toType(floats, false);
      expanded.attach(manager);
      return expanded;
    }
  }

  /** A weight with what LoRAs add to it; the sum is taken in float32. */
  NDArray merged(TensorView view, Optional<TensorView> scale, List<LoraDelta> deltas)
      throws InvalidCheckpointException {
    try (NDManager transit = manager.newSubManager()) {
      WeightLoader exact = new WeightLoader(transit, Precision.FLOAT32);
      NDArray sum = scale.isPresent() ? exact.expanded(view, scale.get()) : exact.floats(view);
      for (LoraDelta delta : deltas) {
        NDArray up = exact.floats(delta.up()).reshape(-1, delta.rank());
        NDArray down = exact.floats(delta.down()).reshape(delta.rank(), -1);
        sum.addi(up.matMul(down).mul((float) delta.scale()).reshape(sum.getShape()));
      }
      NDArray merged = sum.toType(floats, false);
      merged.attach(manager);
      return merged;
    }
  }

  /** A weight of 8 bits as it is. */
  NDArray eightBits(TensorView view) throws InvalidCheckpointException {
    if (isMapped(view)) {
      return manager.create(view.map(), shape(view.shape()), DataType.INT8);
    }
    try (NDManager transit = manager.newSubManager()) {
      return handedOut(read(transit, view), view);
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

  private DataType wanted(TensorView view) {
    return precision.halves(view.type()) && view.shape().size() > 1 ? DataType.FLOAT16 : floats;
  }

  private boolean isMapped(TensorView view) {
    return isMapped(view, precision);
  }

  /** Whether a weight to which nothing is added is left in the file's mapped pages. */
  static boolean isMapped(TensorView view, Precision precision) {
    return precision.maps(view.type()) && view.shape().size() > 1 && !view.isTransposed();
  }

  private NDArray read(NDManager transit, TensorView view) throws InvalidCheckpointException {
    int size = Math.toIntExact(view.stored().bytes());
    scratch = Widening.grown(scratch, size);
    ByteBuffer bytes = scratch.slice(0, size).order(ByteOrder.nativeOrder());
    view.read(bytes);
    return transit.create(
        widening.of(view.type(), bytes),
        shape(view.stored().shape()),
        Widening.dataType(view.type()));
  }

  /** Makes the transpose contiguous, where it is wanted. */
  private static NDArray oriented(TensorView view, NDArray values) {
    return view.isTransposed()
        ? values.transpose(1, 0).flatten().reshape(shape(view.shape()))
        : values;
  }

  /** On a processor, values that were not converted are still the scratch buffer. */
  private NDArray handedOut(NDArray values, TensorView view) {
    NDArray owned = isConverted(view) ? values : values.duplicate();
    owned.attach(manager);
    return owned;
  }

  private boolean isConverted(TensorView view) {
    boolean kept = view.type() == ElementType.I8 || Widening.dataType(view.type()) == wanted(view);
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
