package dev.imprimatur.db.generation;

import jakarta.persistence.Column;
import jakarta.persistence.Entity;
import jakarta.persistence.EnumType;
import jakarta.persistence.Enumerated;
import jakarta.persistence.Id;
import jakarta.persistence.Table;
import java.time.Instant;
import java.util.Optional;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/** A row of a generation; its verbs are the steps of its life. */
@Entity
@Table(name = "generation")
@SuppressWarnings("NullAway.Init") // Hibernate fills the fields.
class GenerationEntity {
  @Id private UUID id;

  @Column(name = "account_id")
  private UUID accountId;

  @Column(name = "created_at")
  private Instant createdAt;

  @Column(name = "finished_at")
  private @Nullable Instant finishedAt;

  @Enumerated(EnumType.STRING)
  private GenerationState state;

  private @Nullable String tenant;

  private String model;

  @Column(name = "order_hash")
  private @Nullable String orderHash;

  private byte[] detail;

  private byte @Nullable [] receipt;

  protected GenerationEntity() {}

  GenerationEntity(NewGeneration generation, Instant createdAt, byte[] detail) {
    this.id = generation.id();
    this.accountId = generation.owner().id();
    this.tenant = generation.tenant().orElse(null);
    this.createdAt = createdAt;
    this.model = generation.model();
    this.detail = detail;
    this.state = GenerationState.QUEUED;
  }

  UUID id() {
    return id;
  }

  UUID accountId() {
    return accountId;
  }

  Instant createdAt() {
    return createdAt;
  }

  GenerationState state() {
    return state;
  }

  Optional<String> tenant() {
    return Optional.ofNullable(tenant);
  }

  String model() {
    return model;
  }

  byte[] detail() {
    return detail;
  }

  Optional<Instant> finishedAt() {
    return Optional.ofNullable(finishedAt);
  }

  Optional<String> orderHash() {
    return Optional.ofNullable(orderHash);
  }

  Optional<byte[]> receipt() {
    return Optional.ofNullable(receipt);
  }

  void order(String hash) {
    orderHash = hash;
  }

  void draw() {
    state = GenerationState.DRAWING;
  }

  void hold(byte[] heldDetail) {
    if (!state.isRunning()) {
      throw new IllegalStateException("generation " + id + " is " + state);
    }
    state = GenerationState.IN_REVIEW;
    detail = heldDetail;
  }

  void conclude(GenerationState last, Instant at, byte[] lastDetail, byte[] proof) {
    if (!last.isFinal()) {
      throw new IllegalArgumentException(last + " is not final");
    }
    if (state.isFinal() && receipt != null) {
      throw new IllegalStateException("generation " + id + " is final");
    }
    state = last;
    finishedAt = at;
    detail = lastDetail;
    receipt = proof;
  }
}
