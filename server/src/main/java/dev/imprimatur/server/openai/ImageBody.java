package dev.imprimatur.server.openai;

import com.fasterxml.jackson.annotation.JsonProperty;
import dev.imprimatur.server.generation.GenerationBody.StartBody;
import org.jspecify.annotations.Nullable;

/**
 * A request in OpenAI's shape. What decides how the picture looks and is unknown there stands in an
 * object of its own.
 *
 * @param prompt required
 * @param model the first model unless given
 * @param n images
 * @param size {@code WIDTHxHEIGHT} or {@code auto}
 * @param responseFormat {@code b64_json} or {@code url}
 * @param outputFormat only {@code png}
 * @param stream only false
 * @param user ignored: who asks is known from the token
 * @param quality ignored, as are the next ones: the models here know no such thing
 * @param extension our own settings
 */
record ImageBody(
    @Nullable String prompt,
    @Nullable String model,
    @Nullable Integer n,
    @Nullable String size,
    @JsonProperty("response_format") @Nullable String responseFormat,
    @JsonProperty("output_format") @Nullable String outputFormat,
    @Nullable Boolean stream,
    @Nullable String user,
    @Nullable String quality,
    @Nullable String background,
    @Nullable String moderation,
    @Nullable String style,
    @JsonProperty("output_compression") @Nullable Integer outputCompression,
    @JsonProperty("partial_images") @Nullable Integer partialImages,
    @JsonProperty("imprimatur") @Nullable Extension extension) {
  /** Leaves out what was typed, so that none of it reaches a log file by accident. */
  @Override
  public String toString() {
    return "ImageBody[" + model + "]";
  }

  /** The settings that OpenAI's interface does not know. */
  record Extension(
      @Nullable Long seed,
      @Nullable Integer steps,
      @JsonProperty("guidance_scale") @Nullable Double guidanceScale,
      @JsonProperty("negative_prompt") @Nullable String negativePrompt,
      @Nullable String weights,
      @Nullable String scheduler,
      @Nullable StartBody start,
      @Nullable String preset,
      @Nullable String rewriting,
      @Nullable String justification) {
    /** Leaves out what was typed. */
    @Override
    public String toString() {
      return "Extension[" + scheduler + "]";
    }
  }
}
