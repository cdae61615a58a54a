package dev.imprimatur.db.generation;

import dev.imprimatur.db.vault.Vault;
import jakarta.persistence.EntityManager;
import jakarta.persistence.LockModeType;
import java.time.Instant;
import java.util.List;
import java.util.UUID;

/** The orders that are to reach the broker, kept until their generation is final. */
public final class Outbox {
  private static final String PURPOSE = "order";

  private final EntityManager entities;
  private final Vault vault;

  /** The outbox that {@code entities} reaches. */
  public Outbox(EntityManager entities, Vault vault) {
    this.entities = entities;
    this.vault = vault;
  }

  /** Orders that were not yet sent, the oldest first. */
  public List<OutgoingOrder> unsent(int limit) {
    return entities
        .createQuery(
            "from OutboxEntity where sentAt is null order by createdAt, generationId",
            OutboxEntity.class)
        .setMaxResults(limit)
        .getResultList()
        .stream()
        .map(row -> row.order(vault.open(row.accountId(), PURPOSE, row.payload())))
        .toList();
  }

  /** Notes that the broker has the order. */
  public void markSent(UUID generationId, Instant at) {
    OutboxEntity row =
        entities.find(OutboxEntity.class, generationId, LockModeType.PESSIMISTIC_WRITE);
    // A result may have come back before this note: then the row is gone.
    if (row != null) {
      row.sent(at);
    }
  }

  /** Generations whose order no worker takes any more. */
  public List<UUID> overdue(Instant now, int limit) {
    return entities
        .createQuery(
            "from OutboxEntity where expiresAt < ?1 order by expiresAt", OutboxEntity.class)
        .setParameter(1, now)
        .setMaxResults(limit)
        .getResultList()
        .stream()
        .map(OutboxEntity::generationId)
        .toList();
  }

  void add(UUID accountId, OutgoingOrder order, Instant at) {
    entities.persist(
        new OutboxEntity(accountId, order, vault.seal(accountId, PURPOSE, order.payload()), at));
  }

  void remove(UUID generationId) {
    OutboxEntity row = entities.find(OutboxEntity.class, generationId);
    if (row != null) {
      entities.remove(row);
    }
  }
}
