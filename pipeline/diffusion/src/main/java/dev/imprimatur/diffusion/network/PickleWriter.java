package dev.imprimatur.diffusion.network;

import java.io.ByteArrayOutputStream;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.charset.StandardCharsets;

/** The few opcodes of pickle protocol 2 that a TorchScript archive without data needs. */
final class PickleWriter {
  private final ByteArrayOutputStream out = new ByteArrayOutputStream();

  PickleWriter() {
    opcode(0x80).opcode(2);
  }

  /** An object of {@code className} whose attributes follow until {@link #endObject}. */
  PickleWriter beginObject(String className) {
    return global("__torch__", className).opcode(')').opcode(0x81).opcode('}').opcode('(');
  }

  byte[] endObject() {
    opcode('u').opcode('b').opcode('.');
    return out.toByteArray();
  }

  PickleWriter string(String text) {
    byte[] utf8 = text.getBytes(StandardCharsets.UTF_8);
    opcode('X');
    out.writeBytes(
        ByteBuffer.allocate(4).order(ByteOrder.LITTLE_ENDIAN).putInt(utf8.length).array());
    out.writeBytes(utf8);
    return this;
  }

  PickleWriter bool(boolean value) {
    return opcode(value ? 0x88 : 0x89);
  }

  PickleWriter zero() {
    return opcode('K').opcode(0);
  }

  PickleWriter zeroFloat() {
    opcode('G');
    out.writeBytes(new byte[Double.BYTES]);
    return this;
  }

  /** An empty list or dictionary with its type, which TorchScript cannot read off nothing. */
  PickleWriter emptyCollection(String type) {
    return global("torch.jit._pickle", "restore_type_tag")
        .opcode('(')
        .opcode(type.startsWith("List") ? ']' : '}')
        .string(type)
        .opcode('t')
        .opcode('R');
  }

  private PickleWriter global(String module, String name) {
    opcode('c');
    out.writeBytes((module + "\n" + name + "\n").getBytes(StandardCharsets.US_ASCII));
    return this;
  }

  private PickleWriter opcode(int code) {
    out.write(code);
    return this;
  }
}
