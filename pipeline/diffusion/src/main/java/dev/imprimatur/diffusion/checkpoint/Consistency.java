package dev.imprimatur.diffusion.checkpoint;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.imprimatur.diffusion.InvalidCheckpointException;
import dev.imprimatur.diffusion.tokenizer.ClipTokenizer;
import java.util.TreeSet;

/** Compares the networks of a checkpoint with their configurations, and these with each other. */
final class Consistency {
  /**
   * Sizes that an XL network takes beside the pooled text: of the original, the crop, the picture.
   */
  private static final int SIZES = 6;

  private Consistency() {}

  static void check(Layout layout) throws InvalidCheckpointException {
    ObjectNode configs = JsonNodeFactory.instance.objectNode();
    for (String name : layout.index().networks().keySet()) {
      try (Component network = layout.network(name)) {
        configs.set(name, network.config());
      }
    }
    checkText(layout.index(), configs);
    checkLatents(configs);
    layout.scheduler();
    var lengths = new TreeSet<Integer>();
    for (String tokenizer : layout.index().tokenizers()) {
      lengths.add(checkVocabulary(layout, tokenizer, configs));
    }
    if (lengths.size() > 1) {
      throw new InvalidCheckpointException(
          "the tokenizers give texts of different lengths: " + lengths);
    }
    if (layout.has(ModelIndex.SAFETY_CHECKER)) {
      checkSafetyChecker(layout);
    }
  }

  /** A checker that cannot be used is no reason to draw without it unasked. */
  private static void checkSafetyChecker(Layout layout) throws InvalidCheckpointException {
    try {
      layout.network(ModelIndex.SAFETY_CHECKER).close();
      layout.safetyCheckerFiles();
    } catch (InvalidCheckpointException e) {
      throw new InvalidCheckpointException(
          e.getMessage()
              + ". This is part of the checkpoint's own safety checker; to use the model without"
              + " one, take its folder safety_checker away",
          e);
    }
  }

  /** An id beyond the embeddings would be read from where no memory is. Returns a text's length. */
  private static int checkVocabulary(Layout layout, String tokenizer, JsonNode configs)
      throws InvalidCheckpointException {
    String encoder = tokenizer.replace("tokenizer", "text_encoder");
    ClipTokenizer read = layout.tokenizer(tokenizer);
    int ids = read.vocabularySize();
    int embeddings = number(configs, encoder, "vocab_size");
    if (ids > embeddings) {
      throw new InvalidCheckpointException(
          "the %s has %d tokens, but the %s knows %d"
              .formatted(tokenizer, ids, encoder, embeddings));
    }
    int positions = number(configs, encoder, "max_position_embeddings");
    if (read.length() > positions) {
      throw new InvalidCheckpointException(
          "the %s gives %d tokens, but the %s takes %d"
              .formatted(tokenizer, read.length(), encoder, positions));
    }
    return read.length();
  }

  private static void checkText(ModelIndex index, JsonNode configs)
      throws InvalidCheckpointException {
    int given = number(configs, "text_encoder", "hidden_size");
    boolean takesSizes = configs.path("unet").hasNonNull("addition_embed_type");
    if (index.isLarge()) {
      given += number(configs, "text_encoder_2", "hidden_size");
    }
    if (takesSizes != index.isLarge()) {
      throw new InvalidCheckpointException(
          "the unet %s pooled text and sizes, which does not fit the pipeline"
              .formatted(takesSizes ? "takes" : "does not take"));
    }
    int taken = number(configs, "unet", "cross_attention_dim");
    if (taken != given) {
      throw new InvalidCheckpointException(
          "the unet takes texts of width %d, but the text encoders give %d"
              .formatted(taken, given));
    }
    if (takesSizes) {
      checkAddition(configs);
    }
  }

  private static void checkAddition(JsonNode configs) throws InvalidCheckpointException {
    int taken = number(configs, "unet", "projection_class_embeddings_input_dim");
    int pooled = number(configs, "text_encoder_2", "projection_dim");
    long given = pooled + (long) SIZES * number(configs, "unet", "addition_time_embed_dim");
    if (taken != given) {
      throw new InvalidCheckpointException(
          "the unet takes %d numbers beside the text, but pooled text and sizes are %d"
              .formatted(taken, given));
    }
  }

  private static void checkLatents(JsonNode configs) throws InvalidCheckpointException {
    int latent = number(configs, "vae", "latent_channels");
    int in = number(configs, "unet", "in_channels");
    int out = configs.path("unet").path("out_channels").asInt(4);
    boolean inpainting = in == 2 * latent + 1;
    if (out != latent || (in != latent && !inpainting)) {
      throw new InvalidCheckpointException(
          "the unet takes %d channels and gives %d, but latents have %d"
              .formatted(in, out, latent));
    }
  }

  private static int number(JsonNode configs, String network, String key)
      throws InvalidCheckpointException {
    JsonNode written = configs.path(network).path(key);
    // What is written for each block is the same for all of them.
    JsonNode value = written.isArray() ? written.path(0) : written;
    if (!value.isInt()) {
      throw new InvalidCheckpointException(
          network + "/config.json: " + key + " must be a whole number");
    }
    return value.intValue();
  }
}
