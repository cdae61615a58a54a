package dev.imprimatur.diffusion.checkpoint.safetensors;

import dev.imprimatur.diffusion.InvalidCheckpointException;
import java.nio.ByteBuffer;
import java.util.ArrayList;
import java.util.List;

/**
 * A tensor of a file as a network takes it: whole or some of its rows, under its own shape or
 * another of as many elements, as it lies or transposed. Nothing is read before {@link #map}.
 *
 * @param file where it lies
 * @param stored what of the file it is
 * @param isTransposed whether the network takes the transpose of this matrix
 */
public record TensorView(SafetensorsFile file, StoredTensor stored, boolean isTransposed) {
  public TensorView {
    if (isTransposed && stored.shape().size() != 2) {
      throw new IllegalArgumentException("only a matrix has a transpose");
    }
  }

  /** The tensor as it lies in the file. */
  public TensorView(SafetensorsFile file, StoredTensor stored) {
    this(file, stored, false);
  }

  /** Type of its elements. */
  public ElementType type() {
    return stored.type();
  }

  /** The shape that the network takes. */
  public List<Long> shape() {
    return isTransposed ? stored.shape().reversed() : stored.shape();
  }

  /** Its bytes as they lie in the file, mapped, little endian. */
  public ByteBuffer map() throws InvalidCheckpointException {
    return file.map(stored);
  }

  /** Reads its bytes as they lie in the file into a buffer of exactly that room. */
  public void read(ByteBuffer target) throws InvalidCheckpointException {
    file.read(stored, target);
  }

  /** Its elements as float32, in the order of {@link #shape}; of a type that is read as float. */
  public float[] floats() throws InvalidCheckpointException {
    ByteBuffer bytes = map();
    float[] values = new float[bytes.remaining() / type().bytes()];
    int columns = isTransposed ? Math.toIntExact(stored.shape().get(1)) : 1;
    int rows = values.length / Math.max(columns, 1);
    for (int i = 0; i < values.length; i++) {
      values[(i % columns) * rows + i / columns] = next(bytes);
    }
    return values;
  }

  private float next(ByteBuffer bytes) {
    return switch (type()) {
      case F32 -> bytes.getFloat();
      case F16 -> Float.float16ToFloat(bytes.getShort());
      // A bfloat16 is the upper half of a float32.
      case BF16 -> Float.intBitsToFloat(bytes.getShort() << 16);
      case F64 -> (float) bytes.getDouble();
      case F8_E4M3 -> Float.float16ToFloat(EightBitFloat.e4m3(bytes.get()));
      case F8_E5M2 -> Float.float16ToFloat(EightBitFloat.e5m2(bytes.get()));
      case I64, I32, I16, I8, U64, U32, U16, U8, BOOL ->
          throw new IllegalStateException("elements of type " + type() + " are no floats");
    };
  }

  /** The transpose of a matrix; anything else is left as it is, for the check of shapes to find. */
  public TensorView transposed() {
    return stored.shape().size() == 2 ? new TensorView(file, stored, !isTransposed) : this;
  }

  /**
   * One of several equal parts of the rows; what cannot be divided is left as it is, for the check
   * of shapes to find.
   */
  public TensorView part(int index, int parts) {
    List<Long> shape = stored.shape();
    if (isTransposed || shape.isEmpty() || shape.getFirst() % parts != 0) {
      return this;
    }
    long bytes = stored.bytes() / parts;
    long begin = stored.begin() + index * bytes;
    var rows = new ArrayList<>(shape);
    rows.set(0, shape.getFirst() / parts);
    return new TensorView(file, new StoredTensor(stored.type(), rows, begin, begin + bytes));
  }

  /**
   * The same elements under {@code wanted}, where the two shapes differ in trailing dimensions of
   * one only (a 1x1 convolution is a matrix); else as it is, for the check of shapes to find.
   */
  public TensorView fitted(List<Long> wanted) {
    boolean same = !isTransposed && significant(stored.shape()).equals(significant(wanted));
    return same
        ? new TensorView(
            file, new StoredTensor(stored.type(), wanted, stored.begin(), stored.end()))
        : this;
  }

  private static List<Long> significant(List<Long> shape) {
    int length = shape.size();
    while (length > 0 && shape.get(length - 1) == 1) {
      length--;
    }
    return shape.subList(0, length);
  }
}
