package dev.imprimatur.picture;

import java.nio.ByteBuffer;
import java.nio.ByteOrder;

/** Big-endian numbers of a file. The places are the caller's to check. */
final class Bytes {
  private Bytes() {}

  static int unsigned8(byte[] file, int at) {
    return Byte.toUnsignedInt(file[at]);
  }

  static int unsigned16(byte[] file, int at) {
    return unsigned8(file, at) << 8 | unsigned8(file, at + 1);
  }

  static long unsigned32(byte[] file, int at) {
    return Integer.toUnsignedLong(ByteBuffer.wrap(file).order(ByteOrder.BIG_ENDIAN).getInt(at));
  }
}
