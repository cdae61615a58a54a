package dev.imprimatur.db.audit;

import jakarta.persistence.Column;
import jakarta.persistence.Entity;
import jakarta.persistence.Id;
import jakarta.persistence.Table;
import java.time.Instant;
import java.util.UUID;

/** One look of an officer at one generation. */
@Entity
@Table(name = "access")
@SuppressWarnings({"NullAway.Init", "UnusedVariable"}) // Hibernate fills and reads the fields.
class AccessEntity {
  @Id private UUID id;

  @Column(name = "account_id")
  private UUID accountId;

  @Column(name = "generation_id")
  private UUID generationId;

  private String reason;

  @Column(name = "accessed_at")
  private Instant accessedAt;

  private String receipt;

  protected AccessEntity() {}

  AccessEntity(
      UUID id,
      UUID accountId,
      UUID generationId,
      String reason,
      Instant accessedAt,
      String receipt) {
    this.id = id;
    this.accountId = accountId;
    this.generationId = generationId;
    this.reason = reason;
    this.accessedAt = accessedAt;
    this.receipt = receipt;
  }
}
