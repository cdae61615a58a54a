package dev.imprimatur.diffusion.checkpoint.safetensors;

import com.fasterxml.jackson.core.JsonParser;
import com.fasterxml.jackson.core.JsonToken;
import dev.imprimatur.diffusion.InvalidCheckpointException;
import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * What a header says about one tensor, before it is checked.
 *
 * @param name of the tensor
 * @param type the name of its element type
 * @param shape its dimensions
 * @param offsets first byte and one after the last, counted from the start of the data
 */
record HeaderEntry(
    String name, @Nullable String type, @Nullable List<Long> shape, @Nullable List<Long> offsets) {
  private static final int MAXIMUM_NAME = 512;
  private static final int MAXIMUM_DIMENSIONS = 8;
  private static final int SHOWN = 80;

  /** Reads the value under {@code name}; the parser stands at its first token. */
  static HeaderEntry read(JsonParser parser, String name)
      throws IOException, InvalidCheckpointException {
    if (name.isEmpty() || name.length() > MAXIMUM_NAME) {
      throw defect(name, "has a name that is not of 1 to " + MAXIMUM_NAME + " characters");
    }
    if (parser.currentToken() != JsonToken.START_OBJECT) {
      throw defect(name, "is not described by a JSON object");
    }
    HeaderEntry entry = new HeaderEntry(name, null, null, null);
    while (parser.nextToken() != JsonToken.END_OBJECT) {
      String key = parser.currentName();
      parser.nextToken();
      entry =
          switch (key) {
            case "dtype" -> entry.withType(parser);
            case "shape" -> entry.withShape(parser);
            case "data_offsets" -> entry.withOffsets(parser);
            default -> throw defect(name, "has the unknown field '" + shown(key) + "'");
          };
    }
    return entry;
  }

  /** Where the tensor lies, once type, shape and byte range fit each other. */
  StoredTensor stored(long dataStart) throws InvalidCheckpointException {
    if (type == null) {
      throw defect(name, "has no dtype");
    }
    ElementType elements =
        ElementType.named(type)
            .orElseThrow(() -> defect(name, "has the unsupported type '" + shown(type) + "'"));
    if (shape == null) {
      throw defect(name, "has no shape");
    }
    if (offsets == null || offsets.size() != 2) {
      throw defect(name, "has no data_offsets of two whole numbers");
    }
    long begin = offsets.get(0);
    long end = offsets.get(1);
    if (begin > end || end > Long.MAX_VALUE - dataStart) {
      throw defect(name, "has data_offsets that are no range of bytes");
    }
    if (end - begin != bytes(elements, shape)) {
      throw defect(
          name, "has %d bytes, which do not fit %s of %s".formatted(end - begin, shape, elements));
    }
    return new StoredTensor(elements, shape, dataStart + begin, dataStart + end);
  }

  static InvalidCheckpointException defect(String tensor, String defect) {
    return new InvalidCheckpointException("tensor " + shown(tensor) + " " + defect);
  }

  /** A text of the file, cut so that it cannot flood a message. */
  static String shown(String text) {
    return text.length() <= SHOWN ? text : text.substring(0, SHOWN) + "...";
  }

  private HeaderEntry withType(JsonParser parser) throws IOException, InvalidCheckpointException {
    if (type != null) {
      throw defect(name, "has two dtypes");
    }
    if (parser.currentToken() != JsonToken.VALUE_STRING) {
      throw defect(name, "has a dtype that is no text");
    }
    return new HeaderEntry(name, parser.getText(), shape, offsets);
  }

  private HeaderEntry withShape(JsonParser parser) throws IOException, InvalidCheckpointException {
    if (shape != null) {
      throw defect(name, "has two shapes");
    }
    return new HeaderEntry(name, type, numbers(parser, "shape"), offsets);
  }

  private HeaderEntry withOffsets(JsonParser parser)
      throws IOException, InvalidCheckpointException {
    if (offsets != null) {
      throw defect(name, "has two data_offsets");
    }
    return new HeaderEntry(name, type, shape, numbers(parser, "data_offsets"));
  }

  private List<Long> numbers(JsonParser parser, String field)
      throws IOException, InvalidCheckpointException {
    String rule =
        "has a %s that is not a list of at most %d whole numbers"
            .formatted(field, MAXIMUM_DIMENSIONS);
    if (parser.currentToken() != JsonToken.START_ARRAY) {
      throw defect(name, rule);
    }
    var numbers = new ArrayList<Long>();
    while (parser.nextToken() != JsonToken.END_ARRAY) {
      if (numbers.size() == MAXIMUM_DIMENSIONS
          || parser.currentToken() != JsonToken.VALUE_NUMBER_INT) {
        throw defect(name, rule);
      }
      if (parser.getNumberType() == JsonParser.NumberType.BIG_INTEGER
          || parser.getLongValue() < 0) {
        throw defect(name, "has a number in its " + field + " that cannot be");
      }
      numbers.add(parser.getLongValue());
    }
    return numbers;
  }

  private long bytes(ElementType elements, List<Long> dimensions)
      throws InvalidCheckpointException {
    try {
      long bytes = elements.bytes();
      for (long dimension : dimensions) {
        bytes = Math.multiplyExact(bytes, dimension);
      }
      return bytes;
    } catch (ArithmeticException e) {
      throw defect(name, "has a shape too large to exist");
    }
  }
}
