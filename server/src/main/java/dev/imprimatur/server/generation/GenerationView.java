package dev.imprimatur.server.generation;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.imprimatur.db.generation.Generation;
import dev.imprimatur.server.flow.GenerationDetail;
import dev.imprimatur.server.http.Json;

/** A generation as the API shows it: its detail, its state, and where its parts are. */
public final class GenerationView {
  private GenerationView() {}

  /** Everything, for its owner. */
  public static ObjectNode of(Generation generation) {
    ObjectNode view = head(generation);
    GenerationDetail detail = Json.read(generation.detail(), GenerationDetail.class);
    view.setAll((ObjectNode) Json.MAPPER.valueToTree(detail));
    String base = "/api/generations/" + generation.id();
    addAddresses((ArrayNode) view.get("images"), base);
    if (generation.state().isFinal()) {
      view.put("receipt", base + "/receipt");
    } else {
      view.putNull("receipt");
    }
    view.putObject("links")
        .put("self", base)
        .put("events", base + "/events")
        .put("cancellation", base + "/cancellation");
    return view;
  }

  /** What lists show. */
  public static ObjectNode summary(Generation generation) {
    ObjectNode view = head(generation);
    GenerationDetail detail = Json.read(generation.detail(), GenerationDetail.class);
    view.put("model", detail.model());
    view.put("modelTitle", detail.modelTitle());
    view.put("prompt", detail.prompt());
    view.put("count", detail.count());
    ArrayNode images = view.putArray("images");
    detail
        .images()
        .forEach(image -> {
          ObjectNode entry = images.addObject();
          entry.put("index", image.index()).put("state", image.state());
        });
    addAddresses(images, "/api/generations/" + generation.id());
    return view;
  }

  private static ObjectNode head(Generation generation) {
    ObjectNode view = Json.MAPPER.createObjectNode();
    view.put("id", generation.id().toString());
    view.put("state", generation.state().name());
    view.put("createdAt", generation.createdAt().toString());
    view.put("finishedAt", generation.finishedAt().map(Object::toString).orElse(null));
    return view;
  }

  private static void addAddresses(ArrayNode images, String base) {
    for (JsonNode image : images) {
      boolean released = image.get("state").asText().equals("released");
      ((ObjectNode) image)
          .put("href", released ? base + "/images/" + image.get("index").asInt() : null);
    }
  }
}
