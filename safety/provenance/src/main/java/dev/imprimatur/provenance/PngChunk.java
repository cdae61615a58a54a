package dev.imprimatur.provenance;

import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.util.zip.CRC32;

/**
 * One chunk of a PNG file.
 *
 * @param type four letters
 * @param data its content
 */
record PngChunk(String type, byte[] data) {
  int intAt(int position) {
    return ByteBuffer.wrap(data).getInt(position);
  }

  /** Length, type, data and checksum, as they stand in a file. */
  byte[] bytes() {
    byte[] name = type.getBytes(StandardCharsets.US_ASCII);
    return ByteBuffer.allocate(3 * Integer.BYTES + data.length)
        .putInt(data.length)
        .put(name)
        .put(data)
        .putInt(checksum(name))
        .array();
  }

  int checksum(byte[] name) {
    CRC32 checksum = new CRC32();
    checksum.update(name);
    checksum.update(data);
    return (int) checksum.getValue();
  }
}
