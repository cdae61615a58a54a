package dev.imprimatur.server.openai;

import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.imprimatur.db.generation.Generation;
import dev.imprimatur.db.receipt.Receipt;
import dev.imprimatur.server.flow.GenerationDetail;
import dev.imprimatur.server.flow.ImageDetail;
import dev.imprimatur.server.generation.OwnGenerations;
import dev.imprimatur.server.generation.ProgressFeed;
import dev.imprimatur.server.http.Json;
import dev.imprimatur.server.http.OpenAiError;
import dev.imprimatur.server.http.Problem;
import dev.imprimatur.server.identity.Caller;
import jakarta.ws.rs.core.MediaType;
import jakarta.ws.rs.core.Response;
import java.net.URI;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.Base64;
import java.util.Optional;
import java.util.UUID;

/** Waits for a generation's end and tells it in OpenAI's shape. */
public final class ImageAnswers {
  private static final Duration PATIENCE = Duration.ofMinutes(10);
  private static final Duration LOOK_AGAIN = Duration.ofSeconds(5);

  private final OwnGenerations generations;
  private final ProgressFeed feed;
  private final URI publicUrl;
  private final Clock clock;

  /**
   * @param publicUrl where callers reach this server
   */
  public ImageAnswers(OwnGenerations generations, ProgressFeed feed, URI publicUrl, Clock clock) {
    this.generations = generations;
    this.feed = feed;
    this.publicUrl = publicUrl;
    this.clock = clock;
  }

  /**
   * Waits.
   *
   * @param addresses whether the pictures' addresses are wanted instead of the pictures
   */
  Response await(Caller caller, UUID id, boolean addresses) throws InterruptedException {
    Instant deadline = clock.instant().plus(PATIENCE);
    try (ProgressFeed.Subscription subscription = feed.subscribe(id)) {
      Generation generation = generations.find(caller, id).orElseThrow();
      while (generation.state().isRunning() && clock.instant().isBefore(deadline)) {
        Optional<ProgressFeed.Event> event = subscription.next(LOOK_AGAIN);
        if (event.isEmpty() || event.get() instanceof ProgressFeed.Event.Moved) {
          generation = generations.find(caller, id).orElseThrow();
        }
      }
      return answer(caller, generation, addresses);
    }
  }

  private Response answer(Caller caller, Generation generation, boolean addresses) {
    GenerationDetail detail = Json.read(generation.detail(), GenerationDetail.class);
    return switch (generation.state()) {
      case RELEASED -> released(caller, generation, detail, addresses);
      case QUARANTINED ->
          OpenAiError.refusal(
                  told(
                      generation,
                      400,
                      "quarantined",
                      "The picture did not pass the image checks and is not shown."))
              .response();
      case IN_REVIEW ->
          OpenAiError.of(
                  told(
                          generation,
                          403,
                          "in_review",
                          "The picture is drawn, and an officer looks at it before it is released. Do"
                              + " not ask again; fetch it later from the generation's address.")
                      .with("href", address(generation)))
              .response();
      case CANCELLED ->
          OpenAiError.of(told(generation, 409, "cancelled", "The request was cancelled."))
              .response();
      case DENIED ->
          OpenAiError.refusal(
                  told(
                      generation,
                      400,
                      detail.denial() == null ? "denied" : detail.denial().code(),
                      detail.denial() == null
                          ? "The request is refused by policy."
                          : detail.denial().message()))
              .response();
      case FAILED ->
          OpenAiError.of(
                  told(
                      generation,
                      500,
                      "failed",
                      detail.failure() == null
                          ? "The picture could not be drawn."
                          : detail.failure().message()))
              .response();
      case QUEUED, DRAWING ->
          OpenAiError.of(
                  told(
                      generation,
                      504,
                      "still_waiting",
                      "The request is still waiting; fetch it later."))
              .response();
    };
  }

  private Problem told(Generation generation, int status, String code, String message) {
    return Problem.of(status, code, "Not drawn", message)
        .with("generation", generation.id().toString())
        .with("receipt", address(generation) + "/receipt");
  }

  private Response released(
      Caller caller, Generation generation, GenerationDetail detail, boolean addresses) {
    ObjectNode answer = Json.MAPPER.createObjectNode();
    answer.put("created", generation.createdAt().getEpochSecond());
    answer.put("output_format", "png");
    answer.put("size", detail.width() + "x" + detail.height());
    ArrayNode data = answer.putArray("data");
    for (ImageDetail image : detail.images()) {
      if (image.state().equals("released")) {
        add(data.addObject(), caller, generation, image, addresses);
      }
    }
    ObjectNode extension = answer.putObject("imprimatur");
    extension.put("generation", generation.id().toString());
    extension.put("receipt_url", address(generation) + "/receipt");
    extension.put(
        "receipt", generations.receipt(caller, generation.id()).map(Receipt::text).orElseThrow());
    extension.put("quarantined", detail.images().size() - data.size());
    extension.set("rewriting", Json.MAPPER.valueToTree(detail.rewriting()));
    extension.set("decision", Json.MAPPER.valueToTree(detail.decision()));
    return Response.ok(answer, MediaType.APPLICATION_JSON_TYPE).build();
  }

  private void add(
      ObjectNode entry,
      Caller caller,
      Generation generation,
      ImageDetail image,
      boolean addresses) {
    if (addresses) {
      entry.put("url", address(generation) + "/images/" + image.index());
    } else {
      byte[] png = generations.image(caller, generation.id(), image.index()).orElseThrow();
      entry.put("b64_json", Base64.getEncoder().encodeToString(png));
    }
    entry.put("revised_prompt", image.prompt());
    entry
        .putObject("imprimatur")
        .put("index", image.index())
        .put("seed", image.seed())
        .put("pixel_hash", image.pixelHash())
        .set("checks", Json.MAPPER.valueToTree(image.checks()));
  }

  private String address(Generation generation) {
    return publicUrl + "/api/generations/" + generation.id();
  }
}
