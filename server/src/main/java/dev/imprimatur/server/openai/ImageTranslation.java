package dev.imprimatur.server.openai;

import static java.util.Map.entry;

import dev.imprimatur.server.generation.GenerationBody;
import dev.imprimatur.server.http.FieldError;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/** Turns a request in OpenAI's shape into one in ours. */
final class ImageTranslation {
  private static final Pattern SIZE = Pattern.compile("([0-9]{1,5})x([0-9]{1,5})");

  /** Our names of fields, where OpenAI's are others. */
  private static final Map<String, String> NAMES =
      Map.ofEntries(
          entry("count", "n"),
          entry("width", "size"),
          entry("height", "size"),
          entry("steps", "imprimatur.steps"),
          entry("seed", "imprimatur.seed"),
          entry("guidanceScale", "imprimatur.guidance_scale"),
          entry("negativePrompt", "imprimatur.negative_prompt"),
          entry("sampler", "imprimatur.scheduler"),
          entry("weights", "imprimatur.weights"),
          entry("start", "imprimatur.start"),
          entry("start.generation", "imprimatur.start.generation"),
          entry("start.upload", "imprimatur.start.upload"),
          entry("start.mask", "imprimatur.start.mask"),
          entry("start.strength", "imprimatur.start.strength"),
          entry("preset", "imprimatur.preset"),
          entry("rewriting", "imprimatur.rewriting"),
          entry("justification", "imprimatur.justification"));

  private ImageTranslation() {}

  /** What of the shape itself cannot be served. */
  static List<FieldError> defects(ImageBody body) {
    var errors = new ArrayList<FieldError>();
    if (body.size() != null
        && !body.size().equals("auto")
        && !SIZE.matcher(body.size()).matches()) {
      errors.add(new FieldError("size", "must be like 256x256, or auto"));
    }
    if (Boolean.TRUE.equals(body.stream())) {
      errors.add(
          new FieldError(
              "stream", "is not offered here; follow /api/generations/{id}/events instead"));
    }
    if (body.outputFormat() != null && !body.outputFormat().equals("png")) {
      errors.add(new FieldError("output_format", "must be png"));
    }
    if (body.responseFormat() != null
        && !List.of("b64_json", "url").contains(body.responseFormat())) {
      errors.add(new FieldError("response_format", "must be b64_json or url"));
    }
    return errors;
  }

  static GenerationBody translate(ImageBody body, String defaultModel) {
    Matcher size = SIZE.matcher(body.size() == null ? "" : body.size());
    boolean sized = size.matches();
    ImageBody.Extension extension =
        body.extension() == null
            ? new ImageBody.Extension(null, null, null, null, null, null, null, null, null, null)
            : body.extension();
    return new GenerationBody(
        body.model() == null ? defaultModel : body.model(),
        body.prompt(),
        extension.negativePrompt(),
        extension.weights(),
        sized ? number(size.group(1)) : null,
        sized ? number(size.group(2)) : null,
        extension.steps(),
        extension.guidanceScale(),
        extension.scheduler(),
        extension.seed(),
        body.n(),
        extension.start(),
        extension.preset(),
        extension.rewriting(),
        extension.justification());
  }

  /** The same errors under the names that the caller used. */
  static List<FieldError> renamed(List<FieldError> errors) {
    return errors.stream()
        .map(
            error -> new FieldError(NAMES.getOrDefault(error.field(), error.field()), error.rule()))
        .toList();
  }

  private static @Nullable Integer number(String digits) {
    return Integer.valueOf(digits);
  }
}
