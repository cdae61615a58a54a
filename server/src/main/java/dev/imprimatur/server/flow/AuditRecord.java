package dev.imprimatur.server.flow;

import dev.imprimatur.db.account.Account;
import dev.imprimatur.db.generation.Generation;
import dev.imprimatur.db.generation.GenerationState;
import dev.imprimatur.db.receipt.RecordDraft;
import dev.imprimatur.server.http.Json;
import java.time.Instant;
import java.util.HashMap;
import java.util.Map;
import java.util.Optional;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/**
 * What the log commits to for each generation, whatever its end. Each field has a salted commitment
 * of its own, so that a receipt can later be shown without some of them.
 */
final class AuditRecord {
  static final String TYPE = "generation";
  static final String HOLDING = "generation-held";

  private AuditRecord() {}

  static RecordDraft of(
      UUID id,
      Account account,
      Instant createdAt,
      Instant finishedAt,
      GenerationState state,
      GenerationDetail detail,
      Optional<String> orderHash) {
    var fields = new HashMap<String, String>();
    fields.put("id", id.toString());
    fields.put("account", account.pseudonym());
    fields.put("created", createdAt.toString());
    fields.put("finished", finishedAt.toString());
    fields.put("state", state.name());
    fields.put("model", detail.model());
    fields.put("modelHash", detail.modelHash());
    fields.put("licence", Json.write(detail.licence()));
    fields.put("original", detail.original());
    fields.put("prompt", detail.prompt());
    fields.put("negativePrompt", detail.negativePrompt());
    fields.put("settings", Json.write(settings(detail)));
    fields.put("normalisation", Json.write(detail.normalisation()));
    fields.put("policy", detail.decision().bundleVersion());
    fields.put("policyHash", detail.decision().bundleHash());
    fields.put("decision", Json.write(detail.decision()));
    fields.put("images", Json.write(detail.images()));
    put(fields, "weights", detail.weights());
    detail.tenant().ifPresent(tenant -> fields.put("tenant", tenant));
    put(fields, "asked", detail.asked());
    put(fields, "start", detail.start());
    put(fields, "rewriting", detail.rewriting());
    put(fields, "denial", detail.denial());
    put(fields, "failure", detail.failure());
    put(fields, "review", detail.review());
    put(fields, "trace", detail.trace());
    if (detail.worker() != null) {
      fields.put("worker", detail.worker());
    }
    orderHash.ifPresent(hash -> fields.put("orderHash", hash));
    return RecordDraft.of(TYPE, fields);
  }

  /** Of pictures that an officer must look at: their hashes, before anybody has decided. */
  static RecordDraft ofHolding(Generation generation, Instant at, GenerationDetail detail) {
    var fields = new HashMap<String, String>();
    fields.put("id", generation.id().toString());
    fields.put("account", generation.owner().pseudonym());
    fields.put("heldAt", at.toString());
    fields.put("model", detail.model());
    fields.put("modelHash", detail.modelHash());
    fields.put("policy", detail.decision().bundleVersion());
    fields.put("policyHash", detail.decision().bundleHash());
    detail.tenant().ifPresent(tenant -> fields.put("tenant", tenant));
    fields.put("obligations", Json.write(detail.decision().obligations()));
    fields.put(
        "pixelHashes", Json.write(detail.images().stream().map(ImageDetail::pixelHash).toList()));
    generation.orderHash().ifPresent(hash -> fields.put("orderHash", hash));
    return RecordDraft.of(HOLDING, fields);
  }

  private static Map<String, Object> settings(GenerationDetail detail) {
    return Map.of(
        "width", detail.width(),
        "height", detail.height(),
        "steps", detail.steps(),
        "guidanceScale", detail.guidanceScale(),
        "sampler", detail.sampler(),
        "seed", detail.seed(),
        "count", detail.count());
  }

  private static void put(Map<String, String> fields, String name, @Nullable Object value) {
    if (value != null) {
      fields.put(name, Json.write(value));
    }
  }
}
