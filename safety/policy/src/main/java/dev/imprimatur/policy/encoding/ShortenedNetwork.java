package dev.imprimatur.policy.encoding;

import com.google.protobuf.ByteString;
import com.google.protobuf.InvalidProtocolBufferException;
import com.google.protobuf.UnknownFieldSet;
import com.google.protobuf.UnknownFieldSet.Field;
import java.util.List;

/**
 * An ONNX network that ends earlier: its outputs are replaced by a value that it computes on the
 * way. What comes after that value is then not run.
 *
 * <p>Only the outer two messages of the file are looked into, {@code ModelProto} and its {@code
 * GraphProto}, by the numbers that fields have in {@code onnx.proto}.
 */
final class ShortenedNetwork {
  private static final int GRAPH = 7;
  private static final int OUTPUT = 12;
  private static final int NAME = 1;
  private static final int TYPE = 2;
  private static final int TENSOR = 1;
  private static final int ELEMENT = 1;
  private static final int FLOAT = 1;

  private ShortenedNetwork() {}

  /**
   * The network up to a value.
   *
   * @param model an ONNX file
   * @param value the name of a value of floats in its graph
   */
  static byte[] endingWith(byte[] model, String value) {
    try {
      UnknownFieldSet whole = UnknownFieldSet.parseFrom(model);
      List<ByteString> graphs = whole.getField(GRAPH).getLengthDelimitedList();
      if (graphs.size() != 1) {
        throw new IllegalArgumentException("the network has " + graphs.size() + " graphs, not one");
      }
      UnknownFieldSet graph = UnknownFieldSet.parseFrom(graphs.getFirst());
      return replaced(whole, GRAPH, replaced(graph, OUTPUT, output(value))).toByteArray();
    } catch (InvalidProtocolBufferException e) {
      throw new IllegalArgumentException("the network cannot be read", e);
    }
  }

  private static UnknownFieldSet output(String value) {
    UnknownFieldSet tensor =
        UnknownFieldSet.newBuilder()
            .addField(ELEMENT, Field.newBuilder().addVarint(FLOAT).build())
            .build();
    UnknownFieldSet type = replaced(UnknownFieldSet.getDefaultInstance(), TENSOR, tensor);
    return UnknownFieldSet.newBuilder()
        .addField(NAME, bytes(ByteString.copyFromUtf8(value)))
        .addField(TYPE, bytes(type.toByteString()))
        .build();
  }

  private static UnknownFieldSet replaced(UnknownFieldSet whole, int field, UnknownFieldSet part) {
    return whole.toBuilder().clearField(field).addField(field, bytes(part.toByteString())).build();
  }

  private static Field bytes(ByteString bytes) {
    return Field.newBuilder().addLengthDelimited(bytes).build();
  }
}
