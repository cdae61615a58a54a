package dev.imprimatur.stack.command;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import dev.imprimatur.db.receipt.ReceiptVerdict;
import java.io.IOException;
import java.io.PrintWriter;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;

/** Tells in plain words what a genuine receipt says. */
final class Report {
  private static final Map<String, String> LABELS =
      Map.ofEntries(
          Map.entry("id", "Generation"),
          Map.entry("state", "Outcome"),
          Map.entry("created", "Asked at"),
          Map.entry("finished", "Ended at"),
          Map.entry("account", "Account"),
          Map.entry("tenant", "Tenant"),
          Map.entry("model", "Model"),
          Map.entry("policy", "Policy"),
          Map.entry("original", "Prompt"),
          Map.entry("asked", "Preset"),
          Map.entry("start", "Started from"),
          Map.entry("worker", "Drawn by"),
          Map.entry("licence", "Licence"));

  private static final List<String> ORDER =
      List.of(
          "id",
          "state",
          "created",
          "finished",
          "account",
          "tenant",
          "model",
          "licence",
          "policy",
          "original",
          "asked",
          "start",
          "worker");

  private Report() {}

  /** A picture that a receipt speaks of. */
  record Picture(int index, String prompt, String state, String pixelHash) {}

  static void print(ReceiptVerdict.Genuine genuine, PrintWriter out) {
    line(out, "Log", genuine.checkpoint().origin());
    line(
        out,
        "Entry",
        "number %d of %d, of type %s"
            .formatted(genuine.index() + 1, genuine.checkpoint().size(), genuine.type()));
    for (String field : ORDER) {
      String value = genuine.fields().get(field);
      String told = value == null ? "" : told(field, value);
      if (!told.isEmpty()) {
        line(out, LABELS.getOrDefault(field, field), Words.plain(told));
      }
    }
    JsonNode denial = json(genuine.fields().getOrDefault("denial", "{}"));
    if (denial.hasNonNull("message")) {
      line(out, "Refused", Words.plain(denial.path("message").asText()));
    }
    JsonNode failure = json(genuine.fields().getOrDefault("failure", "{}"));
    if (failure.hasNonNull("message")) {
      line(out, "Not drawn", Words.plain(failure.path("message").asText()));
    }
    for (Picture picture : pictures(genuine)) {
      line(
          out,
          "Image " + picture.index(),
          "%s, drawn from: %s".formatted(picture.state(), Words.plain(picture.prompt())));
    }
    out.flush();
  }

  static List<Picture> pictures(ReceiptVerdict.Genuine genuine) {
    var pictures = new ArrayList<Picture>();
    for (JsonNode image : json(genuine.fields().getOrDefault("images", "[]"))) {
      pictures.add(
          new Picture(
              image.path("index").asInt(),
              image.path("prompt").asText(),
              image.path("state").asText(),
              image.path("pixelHash").asText()));
    }
    return pictures;
  }

  /** A field in words; empty if there is nothing to tell of it. */
  private static String told(String field, String value) {
    return switch (field) {
      case "licence" -> licence(value);
      case "asked" -> json(value).path("preset").asText("");
      case "start" -> start(json(value));
      default -> value;
    };
  }

  private static String start(JsonNode start) {
    String source =
        start.hasNonNull("upload")
            ? "a picture that was brought, its file's SHA-256 "
                + start.at("/upload/fileHash").asText()
            : "image %d of %s"
                .formatted(start.path("index").asInt(), start.path("generation").asText());
    return "%s%s, strength %s"
        .formatted(
            source,
            start.hasNonNull("maskHash") ? ", a part of it" : "",
            start.path("strength").asText());
  }

  /** Generations name the licence with its version; an acceptance states them apart. */
  private static String licence(String value) {
    JsonNode licence = value.startsWith("{") ? json(value) : json("{}");
    return licence.hasNonNull("id")
        ? licence.path("id").asText() + ", version " + licence.path("version").asText()
        : value;
  }

  private static JsonNode json(String text) {
    try {
      return new ObjectMapper().readTree(text);
    } catch (IOException e) {
      return new ObjectMapper().createArrayNode();
    }
  }

  static void line(PrintWriter out, String label, String value) {
    out.printf("  %-12s %s%n", label, value);
  }
}
