package dev.imprimatur.diffusion.checkpoint.safetensors;

import com.fasterxml.jackson.core.JsonFactory;
import com.fasterxml.jackson.core.JsonParser;
import com.fasterxml.jackson.core.JsonToken;
import com.fasterxml.jackson.core.StreamReadConstraints;
import dev.imprimatur.diffusion.InvalidCheckpointException;
import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.io.InputStreamReader;
import java.io.Reader;
import java.nio.charset.CharacterCodingException;
import java.nio.charset.StandardCharsets;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;

/**
 * The header of a safetensors file. Reading it is a pure function of its bytes, so that anything
 * hostile ends in one exact message; it is read as a stream, so that memory is bounded by what it
 * says and not by how it is nested.
 *
 * @param metadata what the writer noted, under {@code __metadata__}
 * @param tensors by name; together they cover the data without gap or overlap
 */
record SafetensorsHeader(Map<String, String> metadata, Map<String, StoredTensor> tensors) {
  private static final String METADATA = "__metadata__";
  private static final int MAXIMUM_TENSORS = 100_000;
  private static final int MAXIMUM_NESTING = 4;
  private static final JsonFactory JSON =
      JsonFactory.builder()
          .disable(JsonFactory.Feature.INTERN_FIELD_NAMES)
          .disable(JsonFactory.Feature.CANONICALIZE_FIELD_NAMES)
          .streamReadConstraints(
              StreamReadConstraints.builder()
                  .maxNestingDepth(MAXIMUM_NESTING)
                  .maxNumberLength(20)
                  .build())
          .build();

  SafetensorsHeader {
    metadata = Map.copyOf(metadata);
    tensors = new TreeMap<>(tensors);
  }

  /**
   * Reads the header of a file.
   *
   * @param json the header's bytes
   * @param dataStart where the data begins in the file
   * @param fileSize bytes of the whole file
   */
  static SafetensorsHeader parse(byte[] json, long dataStart, long fileSize)
      throws InvalidCheckpointException {
    // Given a reader, the parser cannot guess another encoding.
    Reader text =
        new InputStreamReader(new ByteArrayInputStream(json), StandardCharsets.UTF_8.newDecoder());
    SafetensorsHeader header;
    try (JsonParser parser = JSON.createParser(text)) {
      header = read(parser, dataStart);
      if (parser.nextToken() != null) {
        throw new InvalidCheckpointException("the header goes on after its JSON object");
      }
    } catch (CharacterCodingException e) {
      throw new InvalidCheckpointException("the header is not UTF-8", e);
    } catch (IOException e) {
      throw new InvalidCheckpointException("the header is not valid JSON", e);
    }
    requireCover(header.tensors, dataStart, fileSize);
    return header;
  }

  private static SafetensorsHeader read(JsonParser parser, long dataStart)
      throws IOException, InvalidCheckpointException {
    if (parser.nextToken() != JsonToken.START_OBJECT) {
      throw new InvalidCheckpointException("the header is not a JSON object");
    }
    Map<String, String> metadata = new TreeMap<>();
    Map<String, StoredTensor> tensors = new TreeMap<>();
    boolean described = false;
    while (parser.nextToken() != JsonToken.END_OBJECT) {
      String name = parser.currentName();
      parser.nextToken();
      if (!name.equals(METADATA)) {
        if (tensors.put(name, HeaderEntry.read(parser, name).stored(dataStart)) != null) {
          throw HeaderEntry.defect(name, "is named twice");
        }
      } else if (described) {
        throw new InvalidCheckpointException("the header has " + METADATA + " twice");
      } else {
        described = true;
        readMetadata(parser, metadata);
      }
      if (tensors.size() > MAXIMUM_TENSORS) {
        throw new InvalidCheckpointException(
            "the header names more than " + MAXIMUM_TENSORS + " tensors");
      }
    }
    return new SafetensorsHeader(metadata, tensors);
  }

  private static void readMetadata(JsonParser parser, Map<String, String> metadata)
      throws IOException, InvalidCheckpointException {
    if (parser.currentToken() != JsonToken.START_OBJECT) {
      throw new InvalidCheckpointException(METADATA + " is not a JSON object");
    }
    while (parser.nextToken() != JsonToken.END_OBJECT) {
      String key = parser.currentName();
      if (parser.nextToken() != JsonToken.VALUE_STRING) {
        throw new InvalidCheckpointException(METADATA + " holds something that is no text");
      }
      metadata.put(key, parser.getText());
    }
  }

  /** Tensors lie one after the other, from the first byte of the data to the file's last. */
  private static void requireCover(Map<String, StoredTensor> tensors, long dataStart, long fileSize)
      throws InvalidCheckpointException {
    List<Map.Entry<String, StoredTensor>> ordered =
        tensors.entrySet().stream()
            .sorted(
                Comparator.comparingLong(
                        (Map.Entry<String, StoredTensor> e) -> e.getValue().begin())
                    .thenComparingLong(e -> e.getValue().end()))
            .toList();
    long covered = dataStart;
    String previous = "";
    for (Map.Entry<String, StoredTensor> entry : ordered) {
      StoredTensor tensor = entry.getValue();
      if (tensor.end() > fileSize) {
        throw HeaderEntry.defect(
            entry.getKey(), "lies outside the file: it is truncated or damaged");
      }
      if (tensor.begin() < covered) {
        throw HeaderEntry.defect(entry.getKey(), "overlaps the tensor " + previous);
      }
      if (tensor.begin() > covered) {
        throw HeaderEntry.defect(
            entry.getKey(), "lies after " + (tensor.begin() - covered) + " bytes of no tensor");
      }
      covered = tensor.end();
      previous = HeaderEntry.shown(entry.getKey());
    }
    if (covered != fileSize) {
      throw new InvalidCheckpointException(
          "the file goes on for " + (fileSize - covered) + " bytes after its last tensor");
    }
  }
}
