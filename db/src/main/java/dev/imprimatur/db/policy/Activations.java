package dev.imprimatur.db.policy;

import dev.imprimatur.db.account.Account;
import dev.imprimatur.db.account.Accounts;
import dev.imprimatur.db.lock.RowLock;
import dev.imprimatur.db.receipt.Receipts;
import dev.imprimatur.db.receipt.RecordDraft;
import jakarta.persistence.EntityManager;
import java.time.Instant;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalInt;
import java.util.UUID;

/**
 * Which version is in force: of all activations that are due and were not called off, the latest.
 * Each order and each cancellation is an entry of the log.
 */
public final class Activations {
  /** The type of an order's record. */
  public static final String TYPE = "policy-activation";

  private static final String STANDING =
      "from ActivationEntity where cancelledAt is null and effectiveAt ";

  private final EntityManager entities;
  private final Receipts receipts;
  private final Accounts accounts;

  /** Activations that {@code entities} reaches. */
  public Activations(EntityManager entities, Receipts receipts, Accounts accounts) {
    this.entities = entities;
    this.receipts = receipts;
    this.accounts = accounts;
  }

  /**
   * Orders that a version be in force from some time on.
   *
   * @param version none for the bundle in the installation's folder
   * @param effectiveAt not before {@code at}
   */
  public Activation order(
      Optional<StoredBundle> version,
      Activation.Kind kind,
      Account by,
      Instant at,
      Instant effectiveAt,
      String note) {
    UUID id = UUID.randomUUID();
    OptionalInt number = version.map(StoredBundle::number).orElse(OptionalInt.empty());
    Map<String, String> fields = new HashMap<>();
    fields.put("id", id.toString());
    fields.put("kind", kind.name());
    fields.put("number", text(number));
    version.ifPresent(bundle -> {
      fields.put("name", bundle.name());
      fields.put("manifestHash", bundle.manifestHash());
    });
    fields.put("account", by.pseudonym());
    fields.put("at", at.toString());
    fields.put("effectiveAt", effectiveAt.toString());
    fields.put("note", note);
    String receipt = receipts.record(RecordDraft.of(TYPE, fields)).text();
    var activation =
        new Activation(id, number, kind, by, at, effectiveAt, note, receipt, Optional.empty());
    entities.persist(new ActivationEntity(activation));
    entities.flush();
    return activation;
  }

  /** A version's number as records state it; 0 for the bundle in the installation's folder. */
  public static String text(OptionalInt number) {
    return Integer.toString(number.orElse(0));
  }

  /** Calls an activation off; whether it had not taken effect yet. */
  public boolean cancel(UUID id, Account by, Instant at, String note) {
    Optional<ActivationEntity> row =
        RowLock.of(entities, ActivationEntity.class, id).filter(each -> each.isPending(at));
    row.ifPresent(pending -> cancel(pending, id, by, at, note));
    return row.isPresent();
  }

  private void cancel(ActivationEntity row, UUID id, Account by, Instant at, String note) {
    Map<String, String> fields =
        Map.of(
            "id", id.toString(),
            "number", text(row.number()),
            "account", by.pseudonym(),
            "at", at.toString(),
            "note", note);
    row.cancel(
        at, receipts.record(RecordDraft.of("policy-activation-cancellation", fields)).text());
    entities.flush();
  }

  /** Those that are due, the one in force first. */
  public List<Activation> due(Instant now, int limit) {
    return list(STANDING + "<= ?1 order by effectiveAt desc, place desc", now, limit);
  }

  /** Those that are still to come, the next one first. */
  public List<Activation> scheduled(Instant now) {
    return list(STANDING + "> ?1 order by effectiveAt, place", now, Integer.MAX_VALUE);
  }

  private List<Activation> list(String query, Instant now, int limit) {
    return entities
        .createQuery(query, ActivationEntity.class)
        .setParameter(1, now)
        .setMaxResults(limit)
        .getResultStream()
        .map(row -> row.activation(id -> accounts.find(id).orElseThrow()))
        .toList();
  }
}
