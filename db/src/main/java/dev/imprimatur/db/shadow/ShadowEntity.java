package dev.imprimatur.db.shadow;

import dev.imprimatur.db.account.Account;
import dev.imprimatur.db.policy.StoredBundle;
import jakarta.persistence.Column;
import jakarta.persistence.Entity;
import jakarta.persistence.Id;
import jakarta.persistence.Table;
import java.time.Instant;
import java.util.Optional;
import java.util.UUID;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;

/** A row of a run. */
@Entity
@Table(name = "policy_shadow")
@SuppressWarnings({"NullAway.Init", "UnusedVariable"}) // Hibernate fills and reads the fields.
class ShadowEntity {
  @Id private UUID id;

  @Column(name = "bundle_id", updatable = false)
  private UUID bundleId;

  @Column(name = "started_by", updatable = false)
  private UUID startedBy;

  @Column(name = "started_at", updatable = false)
  private Instant startedAt;

  @Column(updatable = false)
  private String note;

  @Column(updatable = false)
  private String receipt;

  @Column(name = "stopped_by")
  private @Nullable UUID stoppedBy;

  @Column(name = "stopped_at")
  private @Nullable Instant stoppedAt;

  @Column(name = "stop_note")
  private @Nullable String stopNote;

  @Column(name = "stop_receipt")
  private @Nullable String stopReceipt;

  protected ShadowEntity() {}

  ShadowEntity(ShadowRun run) {
    this.id = run.id();
    this.bundleId = run.bundle().id();
    this.startedBy = run.startedBy().id();
    this.startedAt = run.startedAt();
    this.note = run.note();
    this.receipt = run.receipt();
  }

  boolean isRunning() {
    return stoppedAt == null;
  }

  void stop(Account by, Instant at, String why, String proof) {
    stoppedBy = by.id();
    stoppedAt = at;
    stopNote = why;
    stopReceipt = proof;
  }

  ShadowRun run(Function<UUID, StoredBundle> bundles, Function<UUID, Account> accounts) {
    return new ShadowRun(
        id,
        bundles.apply(bundleId),
        accounts.apply(startedBy),
        startedAt,
        note,
        receipt,
        Optional.ofNullable(stoppedBy).map(accounts),
        Optional.ofNullable(stoppedAt));
  }
}
