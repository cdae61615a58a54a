package dev.imprimatur.db.generation;

import jakarta.persistence.Column;
import jakarta.persistence.Entity;
import jakarta.persistence.Id;
import jakarta.persistence.Table;
import java.time.Instant;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/** Held pictures of one generation, and who decided on them. */
@Entity
@Table(name = "generation_review")
@SuppressWarnings({"NullAway.Init", "UnusedVariable"}) // Hibernate fills and reads the fields.
class ReviewEntity {
  @Id
  @Column(name = "generation_id")
  private UUID generationId;

  @Column(name = "owner_id", updatable = false)
  private UUID ownerId;

  @Column(name = "held_at", updatable = false)
  private Instant heldAt;

  @Column(updatable = false)
  private String receipt;

  @Column(name = "decided_by")
  private @Nullable UUID decidedBy;

  @Column(name = "decided_at")
  private @Nullable Instant decidedAt;

  protected ReviewEntity() {}

  ReviewEntity(UUID generationId, UUID ownerId, Instant heldAt, String receipt) {
    this.generationId = generationId;
    this.ownerId = ownerId;
    this.heldAt = heldAt;
    this.receipt = receipt;
  }

  String receipt() {
    return receipt;
  }

  void decide(UUID officer, Instant at) {
    decidedBy = officer;
    decidedAt = at;
  }
}
