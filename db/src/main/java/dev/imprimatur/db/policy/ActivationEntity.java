package dev.imprimatur.db.policy;

import dev.imprimatur.db.account.Account;
import jakarta.persistence.Column;
import jakarta.persistence.Entity;
import jakarta.persistence.EnumType;
import jakarta.persistence.Enumerated;
import jakarta.persistence.Id;
import jakarta.persistence.Table;
import java.time.Instant;
import java.util.Optional;
import java.util.OptionalInt;
import java.util.UUID;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;

/** One order that a version be in force. Its place among others is the database's. */
@Entity
@Table(name = "policy_activation")
@SuppressWarnings({"NullAway.Init", "UnusedVariable"}) // Hibernate fills and reads the fields.
class ActivationEntity {
  @Id private UUID id;

  @Column(insertable = false, updatable = false)
  private @Nullable Long place;

  @Column(updatable = false)
  private @Nullable Integer number;

  @Column(updatable = false)
  @Enumerated(EnumType.STRING)
  private Activation.Kind kind;

  @Column(name = "account_id", updatable = false)
  private UUID accountId;

  @Column(name = "ordered_at", updatable = false)
  private Instant orderedAt;

  @Column(name = "effective_at", updatable = false)
  private Instant effectiveAt;

  @Column(updatable = false)
  private String note;

  @Column(updatable = false)
  private String receipt;

  @Column(name = "cancelled_at")
  private @Nullable Instant cancelledAt;

  @Column(name = "cancellation_receipt")
  private @Nullable String cancellationReceipt;

  protected ActivationEntity() {}

  ActivationEntity(Activation activation) {
    this.id = activation.id();
    this.number =
        activation.number().isPresent() ? Integer.valueOf(activation.number().getAsInt()) : null;
    this.kind = activation.kind();
    this.accountId = activation.by().id();
    this.orderedAt = activation.orderedAt();
    this.effectiveAt = activation.effectiveAt();
    this.note = activation.note();
    this.receipt = activation.receipt();
  }

  OptionalInt number() {
    return number == null ? OptionalInt.empty() : OptionalInt.of(number);
  }

  /** Whether it can still be called off. */
  boolean isPending(Instant now) {
    return cancelledAt == null && effectiveAt.isAfter(now);
  }

  void cancel(Instant at, String proof) {
    cancelledAt = at;
    cancellationReceipt = proof;
  }

  Activation activation(Function<UUID, Account> accounts) {
    return new Activation(
        id,
        number(),
        kind,
        accounts.apply(accountId),
        orderedAt,
        effectiveAt,
        note,
        receipt,
        Optional.ofNullable(cancelledAt));
  }
}
