package dev.imprimatur.policy.encoding;

import java.io.ByteArrayOutputStream;
import java.nio.charset.StandardCharsets;

/**
 * An ONNX network that ends earlier: its outputs are replaced by a value that it computes on the
 * way. What comes after that value is then not run.
 *
 * <p>The file is Protocol Buffers' wire format: fields, each with its number and its kind, nested.
 * Only the outer two levels are read, {@code ModelProto} and its {@code GraphProto}, whose numbers
 * are those of {@code onnx.proto}.
 */
final class ShortenedNetwork {
  private static final int GRAPH = 7;
  private static final int OUTPUT = 12;
  private static final int NAME = 1;
  private static final int TYPE = 2;
  private static final int TENSOR = 1;
  private static final int ELEMENT = 1;
  private static final int FLOAT = 1;

  private static final int NUMBER = 0;
  private static final int EIGHT_BYTES = 1;
  private static final int BYTES = 2;
  private static final int FOUR_BYTES = 5;

  private final byte[] bytes;
  private int at;

  private ShortenedNetwork(byte[] bytes, int start) {
    this.bytes = bytes;
    this.at = start;
  }

  /**
   * The network up to a value.
   *
   * @param model an ONNX file
   * @param value the name of a value of floats in its graph
   */
  static byte[] endingWith(byte[] model, String value) {
    var reader = new ShortenedNetwork(model, 0);
    var shortened = new ByteArrayOutputStream(model.length);
    while (reader.at < model.length) {
      int start = reader.at;
      int tag = reader.tag();
      int from = reader.at;
      int end = reader.skip(tag & 7);
      if (tag >>> 3 == GRAPH) {
        write(shortened, GRAPH, graph(model, from, end, value));
      } else {
        shortened.write(model, start, end - start);
      }
    }
    return shortened.toByteArray();
  }

  private static byte[] graph(byte[] model, int from, int end, String value) {
    var reader = new ShortenedNetwork(model, from);
    reader.number();
    var graph = new ByteArrayOutputStream(end - from);
    while (reader.at < end) {
      int start = reader.at;
      int tag = reader.tag();
      int next = reader.skip(tag & 7);
      if (tag >>> 3 != OUTPUT) {
        graph.write(model, start, next - start);
      }
    }
    write(graph, OUTPUT, output(value));
    return graph.toByteArray();
  }

  private static byte[] output(String value) {
    var tensor = new ByteArrayOutputStream();
    tensor.write((ELEMENT << 3) | NUMBER);
    tensor.write(FLOAT);
    var type = new ByteArrayOutputStream();
    write(type, TENSOR, tensor.toByteArray());
    var output = new ByteArrayOutputStream();
    write(output, NAME, value.getBytes(StandardCharsets.UTF_8));
    write(output, TYPE, type.toByteArray());
    return output.toByteArray();
  }

  private static void write(ByteArrayOutputStream target, int field, byte[] content) {
    target.write((field << 3) | BYTES);
    int length = content.length;
    while (length >= 0x80) {
      target.write((length & 0x7f) | 0x80);
      length >>>= 7;
    }
    target.write(length);
    target.writeBytes(content);
  }

  private int tag() {
    return (int) number();
  }

  private long number() {
    long number = 0;
    for (int shift = 0; shift < Long.SIZE; shift += 7) {
      byte part = next();
      number |= (long) (part & 0x7f) << shift;
      if (part >= 0) {
        return number;
      }
    }
    throw new IllegalArgumentException("a number of the network is too long");
  }

  private byte next() {
    if (at >= bytes.length) {
      throw new IllegalArgumentException("the network is cut off");
    }
    return bytes[at++];
  }

  /** Steps over a field's content, and says where it ends. */
  private int skip(int kind) {
    long length =
        switch (kind) {
          case NUMBER -> {
            number();
            yield 0;
          }
          case EIGHT_BYTES -> Long.BYTES;
          case FOUR_BYTES -> Integer.BYTES;
          case BYTES -> number();
          default -> throw new IllegalArgumentException("the network has a field of kind " + kind);
        };
    if (length < 0 || length > bytes.length - at) {
      throw new IllegalArgumentException("the network is cut off");
    }
    at += (int) length;
    return at;
  }
}
