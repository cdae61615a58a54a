package dev.imprimatur.db.generation;

import jakarta.persistence.Column;
import jakarta.persistence.Entity;
import jakarta.persistence.Id;
import jakarta.persistence.Table;
import java.time.Instant;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/** An order on its way to the broker; the payload is encrypted, since it holds the prompt. */
@Entity
@Table(name = "outbox")
@SuppressWarnings("NullAway.Init") // Hibernate fills the fields.
class OutboxEntity {
  @Id
  @Column(name = "generation_id")
  private UUID generationId;

  @Column(name = "account_id")
  private UUID accountId;

  @Column(name = "key_id")
  private String keyId;

  private byte[] payload;
  private byte[] signature;

  @Column(name = "created_at")
  private Instant createdAt;

  @Column(name = "expires_at")
  private Instant expiresAt;

  @Column(name = "sent_at")
  private @Nullable Instant sentAt;

  protected OutboxEntity() {}

  OutboxEntity(UUID accountId, OutgoingOrder order, byte[] sealedPayload, Instant createdAt) {
    this.generationId = order.generationId();
    this.accountId = accountId;
    this.keyId = order.keyId();
    this.payload = sealedPayload;
    this.signature = order.signature();
    this.createdAt = createdAt;
    this.expiresAt = order.expiresAt();
  }

  UUID generationId() {
    return generationId;
  }

  UUID accountId() {
    return accountId;
  }

  byte[] payload() {
    return payload;
  }

  OutgoingOrder order(byte[] openedPayload) {
    return new OutgoingOrder(generationId, keyId, openedPayload, signature, expiresAt);
  }

  void sent(Instant at) {
    sentAt = at;
  }
}
