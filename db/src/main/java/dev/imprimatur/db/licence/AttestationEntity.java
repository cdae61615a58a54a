package dev.imprimatur.db.licence;

import dev.imprimatur.db.account.Account;
import jakarta.persistence.Column;
import jakarta.persistence.Entity;
import jakarta.persistence.Id;
import jakarta.persistence.Table;
import java.time.Instant;
import java.util.Optional;
import java.util.UUID;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;

/** One attestation, and its early end. */
@Entity
@Table(name = "licence_attestation")
@SuppressWarnings({"NullAway.Init", "UnusedVariable"}) // Hibernate fills and reads the fields.
class AttestationEntity {
  @Id private UUID id;

  @Column(updatable = false)
  private String subject;

  @Column(updatable = false)
  private String statement;

  @Column(name = "account_id", updatable = false)
  private UUID accountId;

  @Column(name = "attested_at", updatable = false)
  private Instant attestedAt;

  @Column(name = "valid_until", updatable = false)
  private Instant validUntil;

  @Column(updatable = false)
  private String note;

  @Column(updatable = false)
  private String receipt;

  @Column(name = "revoked_at")
  private @Nullable Instant revokedAt;

  @Column(name = "revoked_by")
  private @Nullable UUID revokedBy;

  @Column(name = "revocation_receipt")
  private @Nullable String revocationReceipt;

  protected AttestationEntity() {}

  AttestationEntity(Attestation attestation) {
    this.id = attestation.id();
    this.subject = attestation.subject();
    this.statement = attestation.statement();
    this.accountId = attestation.by().id();
    this.attestedAt = attestation.at();
    this.validUntil = attestation.until();
    this.note = attestation.note();
    this.receipt = attestation.receipt();
  }

  String subject() {
    return subject;
  }

  boolean isRevoked() {
    return revokedAt != null;
  }

  void revoke(Account by, Instant at, String proof) {
    revokedAt = at;
    revokedBy = by.id();
    revocationReceipt = proof;
  }

  Attestation attestation(Function<UUID, Account> accounts) {
    return new Attestation(
        id,
        subject,
        statement,
        accounts.apply(accountId),
        attestedAt,
        validUntil,
        note,
        receipt,
        Optional.ofNullable(revokedAt));
  }
}
