package dev.imprimatur.policy.bundle;

import com.fasterxml.jackson.core.JsonParser;
import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.core.type.TypeReference;
import com.fasterxml.jackson.databind.DeserializationFeature;
import com.fasterxml.jackson.databind.JsonMappingException;
import com.fasterxml.jackson.databind.ObjectReader;
import com.fasterxml.jackson.databind.exc.MismatchedInputException;
import com.fasterxml.jackson.databind.exc.UnrecognizedPropertyException;
import com.fasterxml.jackson.databind.json.JsonMapper;
import dev.imprimatur.policy.defect.Defect;
import java.nio.ByteBuffer;
import java.nio.charset.CharacterCodingException;
import java.nio.charset.StandardCharsets;
import java.util.HashSet;
import java.util.List;
import java.util.Objects;
import java.util.Optional;
import java.util.Set;
import java.util.SortedMap;
import java.util.SortedSet;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/** Reads a bundle's files as text and JSON, and remembers which were never read. */
final class PartReader {
  private static final ObjectReader COMPLETE =
      JsonMapper.builder()
          .enable(DeserializationFeature.FAIL_ON_UNKNOWN_PROPERTIES)
          .enable(DeserializationFeature.FAIL_ON_TRAILING_TOKENS)
          .enable(DeserializationFeature.FAIL_ON_NULL_CREATOR_PROPERTIES)
          .enable(DeserializationFeature.FAIL_ON_MISSING_CREATOR_PROPERTIES)
          .enable(JsonParser.Feature.STRICT_DUPLICATE_DETECTION)
          .build()
          .reader();
  private static final ObjectReader WITH_OMISSIONS =
      COMPLETE
          .without(DeserializationFeature.FAIL_ON_NULL_CREATOR_PROPERTIES)
          .without(DeserializationFeature.FAIL_ON_MISSING_CREATOR_PROPERTIES);

  private final BundleFiles files;
  private final List<Defect> defects;
  private final Set<String> read = new HashSet<>();

  /**
   * @param defects takes what is found to be wrong
   */
  PartReader(BundleFiles files, List<Defect> defects) {
    this.files = files;
    this.defects = defects;
  }

  /** The hash of the files below one folder or of one file, for signals that name their data. */
  String hash(String prefix) {
    return files.below(prefix).manifest().hash();
  }

  /** The names that begin so. */
  SortedSet<String> names(String prefix) {
    return files.below(prefix).names();
  }

  /** The files whose names begin so. */
  SortedMap<String, String> texts(String prefix) {
    var texts = new TreeMap<String, String>();
    names(prefix).forEach(name -> text(name).ifPresent(text -> texts.put(name, text)));
    return texts;
  }

  /** A file's bytes; none, and a defect, if it is missing. */
  Optional<byte[]> bytes(String name) {
    Optional<byte[]> content = files.content(name);
    read.add(name);
    if (content.isEmpty()) {
      defects.add(Defect.of(name, "the file is missing"));
    }
    return content;
  }

  /** A file's text; none, and a defect, if it is missing or no UTF-8. */
  Optional<String> text(String name) {
    return bytes(name).flatMap(content -> decode(name, content));
  }

  private Optional<String> decode(String name, byte[] content) {
    try {
      return Optional.of(
          StandardCharsets.UTF_8.newDecoder().decode(ByteBuffer.wrap(content)).toString());
    } catch (CharacterCodingException e) {
      defects.add(Defect.of(name, "the file is not UTF-8 text"));
      return Optional.empty();
    }
  }

  /** A JSON file as a value; none, and a defect, if it is missing or wrong. */
  <T> Optional<T> json(String name, TypeReference<T> type) {
    return text(name).flatMap(text -> parse(name, text, COMPLETE.forType(type)));
  }

  /** A JSON file as a list; empty, and a defect, if it is missing or wrong. */
  <T> List<T> list(String name, TypeReference<List<T>> type) {
    return list(name, COMPLETE.forType(type));
  }

  /** As {@link #list}, but entries may leave members out. */
  <T> List<T> listWithOmissions(String name, TypeReference<List<T>> type) {
    return list(name, WITH_OMISSIONS.forType(type));
  }

  private <T> List<T> list(String name, ObjectReader reader) {
    Optional<List<T>> list = text(name).flatMap(text -> parse(name, text, reader));
    if (list.isPresent() && list.get().stream().anyMatch(Objects::isNull)) {
      defects.add(Defect.of(name, "an entry of the list says nothing"));
      return List.of();
    }
    return list.orElse(List.of());
  }

  /** The files that nothing has read. */
  SortedSet<String> unread() {
    var unread = new TreeSet<>(files.names());
    unread.removeAll(read);
    return unread;
  }

  private <T> Optional<T> parse(String name, String text, ObjectReader reader) {
    try {
      @Nullable T value = reader.readValue(text);
      if (value == null) {
        defects.add(Defect.of(name, "the file says nothing"));
      }
      return Optional.ofNullable(value);
    } catch (JsonProcessingException e) {
      defects.add(defect(name, e));
      return Optional.empty();
    }
  }

  private static Defect defect(String name, JsonProcessingException failure) {
    String reason =
        switch (failure) {
          case UnrecognizedPropertyException unknown ->
              "there is no member \"" + unknown.getPropertyName() + "\" here";
          case JsonMappingException wrong
              when wrong.getCause() instanceof IllegalArgumentException refused ->
              Defect.of(name, refused).reason();
          case MismatchedInputException wrong
              when wrong.getOriginalMessage().startsWith("Missing") ->
              wrong
                  .getOriginalMessage()
                  .replaceFirst(
                      "^Missing creator property '(.*?)'.*", "the member \"$1\" is missing");
          case JsonMappingException wrong
              when wrong.getCause() instanceof JsonProcessingException unreadable ->
              unreadable.getOriginalMessage().replaceFirst(" \\(for .* starting at .*", "");
          case JsonMappingException wrong -> path(wrong) + " is not of the form it should have";
          default -> failure.getOriginalMessage();
        };
    var place = failure.getLocation();
    return place == null ? Defect.of(name, reason) : Defect.at(name, place.getLineNr(), reason);
  }

  private static String path(JsonMappingException failure) {
    String path =
        failure.getPath().stream()
            .map(part ->
                part.getFieldName() == null
                    ? "entry " + (part.getIndex() + 1)
                    : "\"" + part.getFieldName() + "\"")
            .collect(Collectors.joining(", "));
    return path.isEmpty() ? "the file" : path;
  }
}
