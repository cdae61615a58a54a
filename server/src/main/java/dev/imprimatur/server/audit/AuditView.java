package dev.imprimatur.server.audit;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.imprimatur.db.generation.Generation;
import dev.imprimatur.server.flow.GenerationDetail;
import dev.imprimatur.server.generation.GenerationView;
import dev.imprimatur.server.http.Json;
import java.util.List;
import java.util.Optional;

/** A request as officers see it. */
final class AuditView {
  private AuditView() {}

  /** What lists show: who, when, what came of it, and no prompt. */
  static ObjectNode line(Generation generation) {
    GenerationDetail detail = Json.read(generation.detail(), GenerationDetail.class);
    ObjectNode view = Json.MAPPER.createObjectNode();
    view.put("id", generation.id().toString());
    view.put("state", generation.state().name());
    view.put("createdAt", generation.createdAt().toString());
    view.put("finishedAt", generation.finishedAt().map(Object::toString).orElse(null));
    view.set("owner", owner(generation));
    view.put("tenant", generation.tenant().orElse(null));
    view.put("model", detail.model());
    view.put("modelTitle", detail.modelTitle());
    view.put("count", detail.count());
    view.put("rewritten", detail.rewriting() != null && detail.rewriting().changed());
    view.put("reason", reason(detail).orElse(null));
    return view;
  }

  /** The code of the refusal or the fault, or of the first quarantine. */
  private static Optional<String> reason(GenerationDetail detail) {
    if (detail.denial() != null) {
      return Optional.of(detail.denial().code());
    }
    if (detail.failure() != null) {
      return Optional.of(detail.failure().code());
    }
    return detail.images().stream()
        .flatMap(image -> Optional.ofNullable(image.reasons()).stream())
        .flatMap(List::stream)
        .findFirst();
  }

  /**
   * Everything that happened.
   *
   * @param decidable whether the caller may decide on held pictures
   */
  static ObjectNode opened(Generation generation, Optional<String> receipt, boolean decidable) {
    ObjectNode view = GenerationView.of(generation);
    view.set("owner", owner(generation));
    view.put("tenant", generation.tenant().orElse(null));
    String base = "/api/audit/generations/" + generation.id();
    for (JsonNode image : view.get("images")) {
      if (image.hasNonNull("href") || (decidable && image.get("state").asText().equals("held"))) {
        ((ObjectNode) image).put("href", base + "/images/" + image.get("index").asInt());
      }
    }
    view.putNull("receipt");
    view.put("receiptText", receipt.orElse(null));
    ObjectNode links = view.putObject("links").put("self", base);
    if (decidable) {
      links.put("review", base + "/review");
    }
    return view;
  }

  private static ObjectNode owner(Generation generation) {
    return Json.MAPPER
        .createObjectNode()
        .put("userName", generation.owner().userName())
        .put("pseudonym", generation.owner().pseudonym());
  }
}
