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

/** One account's acceptance of one text for one model, and its end. */
@Entity
@Table(name = "licence_acceptance")
@SuppressWarnings("NullAway.Init") // Hibernate fills the fields.
class AcceptanceEntity {
  @Id private UUID id;

  @Column(name = "account_id", updatable = false)
  private UUID accountId;

  @Column(updatable = false)
  private String model;

  @Column(name = "licence_id", updatable = false)
  private String licenceId;

  @Column(updatable = false)
  private String version;

  @Column(name = "text_sha256", updatable = false)
  private String textSha256;

  @Column(name = "accepted_at", updatable = false)
  private Instant acceptedAt;

  @Column(updatable = false)
  private String receipt;

  @Column(name = "withdrawn_at")
  private @Nullable Instant withdrawnAt;

  @Column(name = "withdrawal_receipt")
  private @Nullable String withdrawalReceipt;

  protected AcceptanceEntity() {}

  AcceptanceEntity(Acceptance acceptance) {
    this.id = acceptance.id();
    this.accountId = acceptance.by().id();
    this.model = acceptance.to().model();
    this.licenceId = acceptance.to().licenceId();
    this.version = acceptance.to().version();
    this.textSha256 = acceptance.to().textSha256();
    this.acceptedAt = acceptance.acceptedAt();
    this.receipt = acceptance.receipt();
  }

  void withdraw(Withdrawal withdrawal) {
    withdrawnAt = withdrawal.at();
    withdrawalReceipt = withdrawal.receipt();
  }

  Acceptance acceptance(Function<UUID, Account> accounts) {
    return new Acceptance(
        id,
        accounts.apply(accountId),
        new Agreement(model, licenceId, version, textSha256),
        acceptedAt,
        receipt,
        withdrawal());
  }

  private Optional<Withdrawal> withdrawal() {
    return withdrawnAt == null || withdrawalReceipt == null
        ? Optional.empty()
        : Optional.of(new Withdrawal(withdrawnAt, withdrawalReceipt));
  }
}
