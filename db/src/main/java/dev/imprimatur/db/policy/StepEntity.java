package dev.imprimatur.db.policy;

import dev.imprimatur.db.account.Account;
import jakarta.persistence.Column;
import jakarta.persistence.Entity;
import jakarta.persistence.EnumType;
import jakarta.persistence.Enumerated;
import jakarta.persistence.Id;
import jakarta.persistence.Table;
import java.time.Instant;
import java.util.UUID;
import java.util.function.Function;

/** One step of a bundle's life. */
@Entity
@Table(name = "policy_step")
@SuppressWarnings({"NullAway.Init", "UnusedVariable"}) // Hibernate fills and reads the fields.
class StepEntity {
  @Id private UUID id;

  @Column(name = "bundle_id")
  private UUID bundleId;

  @Column(name = "account_id")
  private UUID accountId;

  @Enumerated(EnumType.STRING)
  private BundleStep.Kind kind;

  private String note;

  @Column(name = "taken_at")
  private Instant takenAt;

  private String receipt;

  protected StepEntity() {}

  StepEntity(UUID bundleId, BundleStep step) {
    this.id = UUID.randomUUID();
    this.bundleId = bundleId;
    this.accountId = step.by().id();
    this.kind = step.kind();
    this.note = step.note();
    this.takenAt = step.at();
    this.receipt = step.receipt();
  }

  BundleStep step(Function<UUID, Account> accounts) {
    return new BundleStep(kind, accounts.apply(accountId), takenAt, note, receipt);
  }
}
