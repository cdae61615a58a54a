package dev.imprimatur.diffusion.checkpoint;

import ai.djl.ndarray.types.DataType;
import dev.imprimatur.diffusion.checkpoint.safetensors.EightBitFloat;
import dev.imprimatur.diffusion.checkpoint.safetensors.ElementType;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.DoubleBuffer;
import java.nio.FloatBuffer;
import java.nio.IntBuffer;
import java.nio.ShortBuffer;

/**
 * Makes elements of types that the engine aborts on, or has no arithmetic for, elements of one that
 * it knows.
 */
final class Widening {
  private static final int BFLOAT16_SHIFT = 16;
  private static final int CHUNK = 1 << 14;

  /** Reused from weight to weight: direct memory is given back only when the collector runs. */
  private ByteBuffer scratch = ByteBuffer.allocateDirect(0);

  /** The type that elements of {@code type} come to the engine in. */
  static DataType dataType(ElementType type) {
    return switch (type) {
      case F64, F32, BF16 -> DataType.FLOAT32;
      case F16, F8_E4M3, F8_E5M2 -> DataType.FLOAT16;
      case I8 -> DataType.INT8;
      case I64, I32, I16, U64, U32, U16, U8, BOOL ->
          throw new IllegalArgumentException("weights are never of type " + type);
    };
  }

  /** The type that the engine takes mapped elements of {@code type} for: one of the same size. */
  static DataType mappedType(ElementType type) {
    return type == ElementType.BF16 ? DataType.FLOAT16 : dataType(type);
  }

  /**
   * {@code bytes} as elements of {@link #dataType}: the same buffer, or one until the next call.
   */
  ByteBuffer of(ElementType type, ByteBuffer bytes) {
    return switch (type) {
      case F64 -> rounded(bytes.asDoubleBuffer());
      case BF16 -> widened(bytes.asShortBuffer());
      case F8_E4M3, F8_E5M2 -> halves(type, bytes);
      default -> bytes;
    };
  }

  /** A bfloat16 is the upper half of a float32. */
  private ByteBuffer widened(ShortBuffer halves) {
    ByteBuffer widened = room(halves.remaining(), Float.BYTES);
    IntBuffer words = widened.asIntBuffer();
    // By arrays, a loop that the compiler turns into vector instructions.
    short[] narrow = new short[CHUNK];
    int[] wide = new int[CHUNK];
    while (halves.hasRemaining()) {
      int count = Math.min(CHUNK, halves.remaining());
      halves.get(narrow, 0, count);
      for (int i = 0; i < count; i++) {
        wide[i] = narrow[i] << BFLOAT16_SHIFT;
      }
      words.put(wide, 0, count);
    }
    return widened;
  }

  private ByteBuffer rounded(DoubleBuffer doubles) {
    ByteBuffer rounded = room(doubles.remaining(), Float.BYTES);
    FloatBuffer floats = rounded.asFloatBuffer();
    while (doubles.hasRemaining()) {
      floats.put((float) doubles.get());
    }
    return rounded;
  }

  private ByteBuffer halves(ElementType type, ByteBuffer bytes) {
    ByteBuffer wide = room(bytes.remaining(), Short.BYTES);
    ShortBuffer halves = wide.asShortBuffer();
    while (bytes.hasRemaining()) {
      byte bits = bytes.get();
      halves.put(type == ElementType.F8_E4M3 ? EightBitFloat.e4m3(bits) : EightBitFloat.e5m2(bits));
    }
    return wide;
  }

  private ByteBuffer room(int elements, int bytes) {
    int size = Math.multiplyExact(elements, bytes);
    scratch = grown(scratch, size);
    return scratch.slice(0, size).order(ByteOrder.nativeOrder());
  }

  /** A buffer of at least that room. */
  static ByteBuffer grown(ByteBuffer buffer, int size) {
    return buffer.capacity() < size ? ByteBuffer.allocateDirect(size) : buffer;
  }
}
