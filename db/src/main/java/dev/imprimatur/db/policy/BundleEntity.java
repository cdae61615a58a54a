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

/** A row of a bundle; its verbs are the steps of its life. The archive is read by queries alone. */
@Entity
@Table(name = "policy_bundle")
@SuppressWarnings("NullAway.Init") // Hibernate fills the fields.
class BundleEntity {
  @Id private UUID id;

  @Column(updatable = false)
  private String name;

  @Column(name = "author_id", updatable = false)
  private UUID authorId;

  @Column(name = "created_at", updatable = false)
  private Instant createdAt;

  @Column(updatable = false)
  private String manifest;

  @Column(name = "manifest_hash", updatable = false)
  private String manifestHash;

  @Enumerated(EnumType.STRING)
  private BundleState state;

  private @Nullable Integer number;

  @Column(name = "decided_by")
  private @Nullable UUID decidedBy;

  private @Nullable String statement;

  @Column(name = "key_id")
  private @Nullable String keyId;

  private byte @Nullable [] signature;

  protected BundleEntity() {}

  UUID authorId() {
    return authorId;
  }

  BundleState state() {
    return state;
  }

  void submit() {
    state = BundleState.SUBMITTED;
  }

  void approve(int version, UUID approver, SignedStatement signed) {
    state = BundleState.APPROVED;
    number = version;
    decidedBy = approver;
    statement = signed.text();
    keyId = signed.keyId();
    signature = signed.signature();
  }

  void reject(UUID reviewer) {
    state = BundleState.REJECTED;
    decidedBy = reviewer;
  }

  StoredBundle bundle(Function<UUID, Account> accounts) {
    return new StoredBundle(
        id,
        name,
        manifest,
        manifestHash,
        accounts.apply(authorId),
        createdAt,
        state,
        number == null ? OptionalInt.empty() : OptionalInt.of(number),
        Optional.ofNullable(decidedBy).map(accounts),
        signed());
  }

  private Optional<SignedStatement> signed() {
    return statement == null || keyId == null || signature == null
        ? Optional.empty()
        : Optional.of(new SignedStatement(statement, keyId, signature));
  }
}
