package dev.imprimatur.policy.model;

import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.io.DataInputStream;
import java.io.DataOutputStream;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.List;
import java.util.zip.DataFormatException;
import java.util.zip.DeflaterOutputStream;
import java.util.zip.Inflater;

/**
 * The trained models with the form in which they are kept: a mark, the version, the names of the
 * outputs, then the parts in the order of this record, each with its length, big-endian; all of it
 * compressed as zlib does. The weights of the heads are in half precision. What the calibration
 * says of the union of categories comes last; models of before it end earlier, and their slopes of
 * it are zero.
 *
 * @param version for records, for example {@code 1}
 * @param ngrams over words
 * @param heads over the sentence encoder's states
 * @param calibration of both
 * @param lexicon of the words that they were trained on
 * @param descriptions that they read as one
 */
public record PromptModel(
    String version,
    NgramModel ngrams,
    SemanticHeads heads,
    Calibration calibration,
    Lexicon lexicon,
    Descriptions descriptions) {
  private static final int MARK = 0x494d5054;
  private static final int LARGEST = 1 << 22;
  private static final int MODELS = 2;

  /** Hostile bytes could unpack to far more than any model. */
  private static final int LARGEST_UNPACKED = 1 << 23;

  /**
   * Reads a model.
   *
   * @throws IllegalArgumentException if the bytes are no such model, with the reason
   */
  public static PromptModel read(byte[] bytes) {
    try (var input = new DataInputStream(new ByteArrayInputStream(unpacked(bytes)))) {
      require(input.readInt() == MARK, "these bytes are no prompt model");
      String version = input.readUTF();
      for (int output = 0; output < Outputs.COUNT; output++) {
        String name = input.readUTF();
        require(
            name.equals(Outputs.name(output)),
            "output " + output + " is " + name + " instead of " + Outputs.name(output));
      }
      var ngrams = new NgramModel(bytes(input), floats(input), floats(input));
      var heads =
          new SemanticHeads(
              halves(input), halves(input), halves(input), halves(input), halves(input));
      float[][] fits = {floats(input), floats(input), floats(input), floats(input), floats(input)};
      Lexicon lexicon = Lexicon.read(bytes(input));
      var descriptions = new Descriptions(lines(input), lines(input));
      float[] union = input.available() > 0 ? floats(input) : new float[MODELS];
      var calibration = new Calibration(fits[0], fits[1], fits[2], fits[3], fits[4], union);
      require(input.read() < 0, "something follows the prompt model");
      return new PromptModel(version, ngrams, heads, calibration, lexicon, descriptions);
    } catch (IOException e) {
      throw new IllegalArgumentException("the prompt model is cut off", e);
    }
  }

  /** The model's bytes; {@link #read} gives the same model back. */
  public byte[] write() {
    var bytes = new ByteArrayOutputStream();
    try (var output = new DataOutputStream(new DeflaterOutputStream(bytes))) {
      output.writeInt(MARK);
      output.writeUTF(version);
      for (int index = 0; index < Outputs.COUNT; index++) {
        output.writeUTF(Outputs.name(index));
      }
      write(output, ngrams.weights());
      write(output, ngrams.scales(), ngrams.biases());
      halves(output, heads.hidden(), heads.hiddenBias(), heads.evidence(), heads.evidenceBias());
      halves(output, heads.mean());
      write(output, calibration.ngramSlopes(), calibration.ngramOffsets());
      write(output, calibration.jointNgramSlopes(), calibration.jointSemanticSlopes());
      write(output, calibration.jointOffsets());
      write(output, lexicon.write());
      write(output, lines(descriptions.descriptors()));
      write(output, lines(descriptions.persons()));
      write(output, calibration.unionSlopes());
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
    return bytes.toByteArray();
  }

  private static byte[] unpacked(byte[] bytes) {
    var inflater = new Inflater();
    try {
      inflater.setInput(bytes);
      byte[] unpacked = new byte[LARGEST_UNPACKED];
      int length = inflater.inflate(unpacked);
      require(inflater.finished(), "the prompt model is cut off or too large");
      require(inflater.getRemaining() == 0, "something follows the prompt model");
      return Arrays.copyOf(unpacked, length);
    } catch (DataFormatException e) {
      throw new IllegalArgumentException("these bytes are no prompt model", e);
    } finally {
      inflater.end();
    }
  }

  private static void write(DataOutputStream output, byte[] part) throws IOException {
    output.writeInt(part.length);
    output.write(part);
  }

  /** Numbers that half precision is enough for. */
  private static void halves(DataOutputStream output, float[]... parts) throws IOException {
    for (float[] part : parts) {
      output.writeInt(part.length);
      for (float value : part) {
        output.writeShort(Float.floatToFloat16(value));
      }
    }
  }

  private static byte[] lines(List<String> lines) {
    return String.join("\n", lines).getBytes(StandardCharsets.UTF_8);
  }

  private static List<String> lines(DataInputStream input) throws IOException {
    return new String(bytes(input), StandardCharsets.UTF_8).lines().toList();
  }

  private static void write(DataOutputStream output, float[]... parts) throws IOException {
    for (float[] part : parts) {
      output.writeInt(part.length);
      for (float value : part) {
        output.writeFloat(value);
      }
    }
  }

  private static byte[] bytes(DataInputStream input) throws IOException {
    var bytes = new byte[length(input, 1)];
    input.readFully(bytes);
    return bytes;
  }

  private static float[] floats(DataInputStream input) throws IOException {
    var floats = new float[length(input, Float.BYTES)];
    for (int at = 0; at < floats.length; at++) {
      floats[at] = input.readFloat();
      require(Float.isFinite(floats[at]), "the prompt model holds a number that is not finite");
    }
    return floats;
  }

  private static float[] halves(DataInputStream input) throws IOException {
    var floats = new float[length(input, Short.BYTES)];
    for (int at = 0; at < floats.length; at++) {
      floats[at] = Float.float16ToFloat(input.readShort());
      require(Float.isFinite(floats[at]), "the prompt model holds a number that is not finite");
    }
    return floats;
  }

  /** What is announced must be there, so that a wrong length cannot ask for memory. */
  private static int length(DataInputStream input, int size) throws IOException {
    int length = input.readInt();
    require(
        length >= 0 && length <= LARGEST && length * size <= input.available(),
        "the prompt model announces more than it holds");
    return length;
  }

  private static void require(boolean holds, String defect) {
    if (!holds) {
      throw new IllegalArgumentException(defect);
    }
  }
}
