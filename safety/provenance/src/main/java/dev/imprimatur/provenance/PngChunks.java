package dev.imprimatur.provenance;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;

/** Takes a PNG file apart into its chunks and puts it together again. */
final class PngChunks {
  private static final byte[] SIGNATURE = {(byte) 0x89, 'P', 'N', 'G', '\r', '\n', 0x1a, '\n'};
  private static final int HEADER_LENGTH = 13;

  private PngChunks() {}

  /** The chunks, of which the first is a whole IHDR and the last IEND. */
  static List<PngChunk> read(byte[] png) throws IOException {
    if (png.length < SIGNATURE.length
        || !Arrays.equals(png, 0, SIGNATURE.length, SIGNATURE, 0, SIGNATURE.length)) {
      throw new IOException("the file is not a PNG");
    }
    ByteBuffer in = ByteBuffer.wrap(png, SIGNATURE.length, png.length - SIGNATURE.length);
    var chunks = new ArrayList<PngChunk>();
    while (chunks.isEmpty() || !chunks.getLast().type().equals("IEND")) {
      chunks.add(chunk(in));
    }
    PngChunk first = chunks.getFirst();
    if (!first.type().equals("IHDR") || first.data().length != HEADER_LENGTH) {
      throw new IOException("the PNG does not begin with its header");
    }
    return chunks;
  }

  static byte[] write(List<PngChunk> chunks) {
    var out = new ByteArrayOutputStream();
    out.writeBytes(SIGNATURE);
    chunks.forEach(chunk -> out.writeBytes(chunk.bytes()));
    return out.toByteArray();
  }

  private static PngChunk chunk(ByteBuffer in) throws IOException {
    if (in.remaining() < 3 * Integer.BYTES) {
      throw new IOException("the PNG ends early");
    }
    int length = in.getInt();
    byte[] name = new byte[4];
    in.get(name);
    if (length < 0 || length > in.remaining() - Integer.BYTES) {
      throw new IOException("a chunk of the PNG is longer than the file");
    }
    byte[] data = new byte[length];
    in.get(data);
    var chunk = new PngChunk(new String(name, StandardCharsets.ISO_8859_1), data);
    if (in.getInt() != chunk.checksum(name)) {
      throw new IOException("a chunk of the PNG is damaged: its checksum is wrong");
    }
    return chunk;
  }
}
