package dev.imprimatur.db.account;

import jakarta.persistence.Column;
import jakarta.persistence.Entity;
import jakarta.persistence.Id;
import jakarta.persistence.Table;
import java.time.Instant;
import java.util.UUID;

/** Somebody who has logged in at least once. */
@Entity
@Table(name = "account")
@SuppressWarnings({"NullAway.Init", "UnusedVariable"}) // Hibernate fills and reads the fields.
class AccountEntity {
  @Id private UUID id;

  private String subject;
  private String pseudonym;

  @Column(name = "user_name")
  private String userName;

  @Column(name = "seen_at")
  private Instant seenAt;

  protected AccountEntity() {}

  AccountEntity(UUID id, String subject, String pseudonym) {
    this.id = id;
    this.subject = subject;
    this.pseudonym = pseudonym;
  }

  Account account() {
    return new Account(id, pseudonym, userName);
  }

  void seen(String name, Instant at) {
    userName = name;
    seenAt = at;
  }
}
