package dev.imprimatur.server.http;

import com.fasterxml.jackson.core.JsonParseException;
import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonMappingException;
import com.fasterxml.jackson.databind.exc.MismatchedInputException;
import com.fasterxml.jackson.databind.exc.UnrecognizedPropertyException;
import java.util.List;
import java.util.stream.Collectors;

/**
 * Says what is wrong with a JSON body in our own words: the parser's own messages quote the input,
 * which may be a prompt.
 */
final class JsonProblems {
  private JsonProblems() {}

  static Problem of(JsonProcessingException failure) {
    return switch (failure) {
      case UnrecognizedPropertyException unknown ->
          Problem.invalid(List.of(new FieldError(path(unknown), "is not a known field")));
      case MismatchedInputException mismatch ->
          Problem.invalid(List.of(new FieldError(path(mismatch), rule(mismatch))));
      case JsonMappingException mapping
          when mapping.getCause() instanceof JsonParseException parse ->
          of(parse);
      case JsonMappingException mapping ->
          Problem.invalid(List.of(new FieldError(path(mapping), "is not valid")));
      case JsonParseException parse ->
          Problem.of(
              400,
              "invalid_json",
              "The request is not JSON",
              "The body is not valid JSON" + place(parse) + ".");
      default ->
          Problem.of(400, "invalid_json", "The request is not JSON", "The body cannot be read.");
    };
  }

  private static String path(JsonMappingException failure) {
    String path =
        failure.getPath().stream()
            .map(step -> step.getFieldName() == null ? "[]" : step.getFieldName())
            .collect(Collectors.joining("."));
    return path.isEmpty() ? "the body" : path;
  }

  private static String rule(MismatchedInputException mismatch) {
    Class<?> wanted = mismatch.getTargetType();
    if (wanted == String.class) {
      return "must be a text";
    }
    if (wanted == Integer.class || wanted == Long.class) {
      return "must be a whole number";
    }
    if (wanted == Double.class) {
      return "must be a number";
    }
    return wanted == Boolean.class ? "must be true or false" : "must be an object";
  }

  private static String place(JsonParseException parse) {
    var location = parse.getLocation();
    return location == null
        ? ""
        : " at line " + location.getLineNr() + ", column " + location.getColumnNr();
  }
}
