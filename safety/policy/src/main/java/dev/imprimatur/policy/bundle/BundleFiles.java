package dev.imprimatur.policy.bundle;

import com.fasterxml.jackson.core.JsonParser;
import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.core.type.TypeReference;
import com.fasterxml.jackson.databind.DeserializationFeature;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.json.JsonMapper;
import dev.imprimatur.policy.licence.Sha256;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.ByteBuffer;
import java.nio.charset.CharacterCodingException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;
import java.util.SortedMap;
import java.util.TreeMap;
import java.util.stream.Stream;

/** A bundle's files, read once, so that what is checked, hashed and used is the same. */
final class BundleFiles {
  private static final ObjectMapper JSON =
      JsonMapper.builder()
          .enable(DeserializationFeature.FAIL_ON_UNKNOWN_PROPERTIES)
          .enable(DeserializationFeature.FAIL_ON_TRAILING_TOKENS)
          .enable(DeserializationFeature.FAIL_ON_NULL_CREATOR_PROPERTIES)
          .enable(DeserializationFeature.FAIL_ON_MISSING_CREATOR_PROPERTIES)
          .enable(JsonParser.Feature.STRICT_DUPLICATE_DETECTION)
          .build();

  private final SortedMap<String, byte[]> files;
  private final List<String> defects;

  private BundleFiles(SortedMap<String, byte[]> files, List<String> defects) {
    this.files = files;
    this.defects = defects;
  }

  /**
   * Reads every file below a folder.
   *
   * @param defects takes what is found to be wrong
   */
  static BundleFiles read(Path folder, List<String> defects) {
    var files = new TreeMap<String, byte[]>();
    try (Stream<Path> paths = Files.walk(folder)) {
      for (Path path : paths.filter(Files::isRegularFile).toList()) {
        String name = folder.relativize(path).toString().replace('\\', '/');
        files.put(name, Files.readAllBytes(path));
      }
    } catch (IOException | UncheckedIOException e) {
      defects.add("the folder " + folder + " cannot be read: " + e.getMessage());
    }
    return new BundleFiles(files, defects);
  }

  /** SHA-256, in hex, over a line "hash, two spaces, name" for each file, by name. */
  String hash() {
    var lines = new StringBuilder();
    files.forEach(
        (name, bytes) -> lines.append(Sha256.hex(bytes)).append("  ").append(name).append('\n'));
    return Sha256.hex(lines.toString().getBytes(StandardCharsets.UTF_8));
  }

  /** The hash of the files below one folder or of one file, for signals that name their data. */
  String hash(String prefix) {
    return new BundleFiles(below(prefix), defects).hash();
  }

  /** The files whose names begin so. */
  SortedMap<String, String> texts(String prefix) {
    var texts = new TreeMap<String, String>();
    below(prefix).keySet().forEach(name -> text(name).ifPresent(text -> texts.put(name, text)));
    return texts;
  }

  /** A file's text; none, and a defect, if it is missing or no UTF-8. */
  Optional<String> text(String name) {
    byte[] bytes = files.get(name);
    if (bytes == null) {
      defects.add(name + " is missing");
      return Optional.empty();
    }
    try {
      return Optional.of(
          StandardCharsets.UTF_8.newDecoder().decode(ByteBuffer.wrap(bytes)).toString());
    } catch (CharacterCodingException e) {
      defects.add(name + " is not UTF-8 text");
      return Optional.empty();
    }
  }

  /** A JSON file as a value; none, and a defect, if it is missing or wrong. */
  <T> Optional<T> json(String name, TypeReference<T> type) {
    return text(name).flatMap(text -> parse(name, text, type));
  }

  private <T> Optional<T> parse(String name, String text, TypeReference<T> type) {
    try {
      return Optional.of(JSON.readValue(text, type));
    } catch (JsonProcessingException e) {
      var place = e.getLocation();
      defects.add(
          name
              + (place == null ? "" : ", line " + place.getLineNr())
              + ": "
              + e.getOriginalMessage());
      return Optional.empty();
    }
  }

  private SortedMap<String, byte[]> below(String prefix) {
    return files.subMap(prefix, prefix + Character.MAX_VALUE);
  }
}
