package dev.imprimatur.db.licence;

import jakarta.persistence.Column;
import jakarta.persistence.Entity;
import jakarta.persistence.Id;
import jakarta.persistence.IdClass;
import jakarta.persistence.Table;
import java.io.Serializable;
import java.time.Instant;
import java.util.UUID;

/** One account's acceptance of one version of a licence. */
@Entity
@Table(name = "licence_acceptance")
@IdClass(AcceptanceEntity.Key.class)
@SuppressWarnings("NullAway.Init") // Hibernate fills the fields.
class AcceptanceEntity {
  @Id
  @Column(name = "account_id")
  private UUID accountId;

  @Id
  @Column(name = "licence_id")
  private String licenceId;

  @Id private String version;

  @Column(name = "text_sha256")
  private String textSha256;

  @Column(name = "accepted_at")
  private Instant acceptedAt;

  private String receipt;

  protected AcceptanceEntity() {}

  AcceptanceEntity(UUID accountId, Acceptance acceptance) {
    this.accountId = accountId;
    this.licenceId = acceptance.licenceId();
    this.version = acceptance.version();
    this.textSha256 = acceptance.textSha256();
    this.acceptedAt = acceptance.acceptedAt();
    this.receipt = acceptance.receipt();
  }

  Acceptance acceptance() {
    return new Acceptance(licenceId, version, textSha256, acceptedAt, receipt);
  }

  /** Names one row. */
  record Key(UUID accountId, String licenceId, String version) implements Serializable {}
}
