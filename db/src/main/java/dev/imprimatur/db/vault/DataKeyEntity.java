package dev.imprimatur.db.vault;

import jakarta.persistence.Column;
import jakarta.persistence.Entity;
import jakarta.persistence.Id;
import jakarta.persistence.Table;
import java.util.UUID;

/** The wrapped key of one account. Without this row nothing of the account can be read again. */
@Entity
@Table(name = "data_key")
@SuppressWarnings("NullAway.Init") // Hibernate fills the fields.
class DataKeyEntity {
  @Id
  @Column(name = "account_id")
  private UUID accountId;

  private byte[] wrapped;

  protected DataKeyEntity() {}

  DataKeyEntity(UUID accountId, byte[] wrapped) {
    this.accountId = accountId;
    this.wrapped = wrapped;
  }

  byte[] wrapped() {
    return wrapped;
  }
}
