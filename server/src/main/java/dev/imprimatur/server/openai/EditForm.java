package dev.imprimatur.server.openai;

import dev.imprimatur.server.generation.GenerationBody.StartBody;
import dev.imprimatur.server.http.FieldError;
import jakarta.ws.rs.core.EntityPart;
import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;

/**
 * A form in OpenAI's shape that asks for a picture to be changed. Our own settings stand beside
 * OpenAI's.
 */
final class EditForm {
  private static final Set<String> FILES = Set.of("image", "image[]", "mask");
  private static final Set<String> USED =
      Set.of(
          "prompt",
          "model",
          "n",
          "size",
          "response_format",
          "declaration",
          "strength",
          "seed",
          "steps",
          "negative_prompt");

  /** Models here know no such things. */
  private static final Set<String> IGNORED =
      Set.of("user", "quality", "background", "input_fidelity", "moderation", "output_format");

  private final Map<String, String> fields = new HashMap<>();
  private final Map<String, byte[]> files = new HashMap<>();
  private final List<FieldError> errors = new ArrayList<>();

  private EditForm() {}

  /** Reads a form. */
  static EditForm of(List<EntityPart> parts) throws IOException {
    var form = new EditForm();
    for (EntityPart part : parts) {
      form.add(part);
    }
    if (!form.files.containsKey("image")) {
      form.refuse("image", "must be a file");
    }
    return form;
  }

  private void add(EntityPart part) throws IOException {
    String name = part.getName();
    try (InputStream content = part.getContent()) {
      byte[] bytes = content.readAllBytes();
      if (FILES.contains(name)) {
        if (files.putIfAbsent(name.equals("mask") ? name : "image", bytes) != null) {
          refuse(name, "must be one file: a drawing starts from one picture");
        }
      } else if (USED.contains(name)) {
        fields.put(name, new String(bytes, StandardCharsets.UTF_8));
      } else if (!IGNORED.contains(name)) {
        refuse(name.length() > 50 ? name.substring(0, 50) : name, "is not known here");
      }
    }
  }

  List<FieldError> errors() {
    return List.copyOf(errors);
  }

  @Nullable String text(String name) {
    return fields.get(name);
  }

  byte[] image() {
    return files.getOrDefault("image", new byte[0]);
  }

  Optional<byte[]> mask() {
    return Optional.ofNullable(files.get("mask"));
  }

  /** What its fields say of how to draw; what is no number is noted as an error. */
  ImageBody body(@Nullable StartBody start) {
    return new ImageBody(
        text("prompt"),
        text("model"),
        whole("n"),
        text("size"),
        text("response_format"),
        null,
        null,
        null,
        null,
        null,
        null,
        null,
        null,
        null,
        new ImageBody.Extension(
            number("seed", Long::valueOf),
            whole("steps"),
            null,
            text("negative_prompt"),
            null,
            null,
            start,
            null,
            null,
            null));
  }

  @Nullable Double strength() {
    return number("strength", Double::valueOf);
  }

  private @Nullable Integer whole(String name) {
    return number(name, Integer::valueOf);
  }

  private <N> @Nullable N number(String name, Function<String, N> reader) {
    String text = text(name);
    if (text == null) {
      return null;
    }
    try {
      return reader.apply(text);
    } catch (NumberFormatException e) {
      refuse(name, "must be a number");
      return null;
    }
  }

  private void refuse(String field, String rule) {
    errors.add(new FieldError(field, rule));
  }

  /** Our names of fields, as the form has them. */
  static List<FieldError> renamed(List<FieldError> errors) {
    return ImageTranslation.renamed(errors).stream()
        .map(error ->
            new FieldError(
                error.field().replaceFirst("^imprimatur\\.(start\\.)?", ""), error.rule()))
        .toList();
  }
}
