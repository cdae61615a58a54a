package dev.imprimatur.db.licence;

import dev.imprimatur.db.account.Account;
import dev.imprimatur.db.account.Accounts;
import dev.imprimatur.db.lock.RowLock;
import dev.imprimatur.db.receipt.Receipts;
import dev.imprimatur.db.receipt.RecordDraft;
import jakarta.persistence.EntityManager;
import java.time.Duration;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.UUID;

/** What operators attested. Each attestation and each revocation is an entry of the log. */
public final class Attestations {
  private final EntityManager entities;
  private final Receipts receipts;
  private final Accounts accounts;

  /** Attestations that {@code entities} reaches. */
  public Attestations(EntityManager entities, Receipts receipts, Accounts accounts) {
    this.entities = entities;
    this.receipts = receipts;
    this.accounts = accounts;
  }

  /**
   * Records an attestation.
   *
   * @param duration for how long it stands
   */
  public Attestation attest(
      String subject, String statement, Account by, Instant now, Duration duration, String note) {
    UUID id = UUID.randomUUID();
    Instant at = now.truncatedTo(ChronoUnit.MICROS);
    Instant until = at.plus(duration);
    Map<String, String> fields =
        Map.of(
            "id", id.toString(),
            "subject", subject,
            "statement", statement,
            "account", by.pseudonym(),
            "at", at.toString(),
            "until", until.toString(),
            "note", note);
    String receipt = receipts.record(RecordDraft.of("licence-attestation", fields)).text();
    var attestation =
        new Attestation(id, subject, statement, by, at, until, note, receipt, Optional.empty());
    entities.persist(new AttestationEntity(attestation));
    entities.flush();
    return attestation;
  }

  /** Ends an attestation; whether it had not been ended before. */
  public boolean revoke(UUID id, Account by, Instant now, String note) {
    Optional<AttestationEntity> row =
        RowLock.of(entities, AttestationEntity.class, id).filter(each -> !each.isRevoked());
    row.ifPresent(standing -> revoke(standing, id, by, now.truncatedTo(ChronoUnit.MICROS), note));
    return row.isPresent();
  }

  private void revoke(AttestationEntity row, UUID id, Account by, Instant at, String note) {
    Map<String, String> fields =
        Map.of(
            "attestation", id.toString(),
            "subject", row.subject(),
            "account", by.pseudonym(),
            "at", at.toString(),
            "note", note);
    row.revoke(
        by, at, receipts.record(RecordDraft.of("licence-attestation-revocation", fields)).text());
    entities.flush();
  }

  /** The one of exactly this statement that counts now and does so longest. */
  public Optional<Attestation> standing(String subject, String statement, Instant now) {
    return entities
        .createQuery(
            "from AttestationEntity where subject = ?1 and statement = ?2 and revokedAt is null"
                + " and validUntil > ?3 order by validUntil desc",
            AttestationEntity.class)
        .setParameter(1, subject)
        .setParameter(2, statement)
        .setParameter(3, now)
        .setMaxResults(1)
        .getResultStream()
        .findFirst()
        .map(this::attestation);
  }

  /** The latest, newest first. */
  public List<Attestation> latest(int limit) {
    return entities
        .createQuery("from AttestationEntity order by attestedAt desc, id", AttestationEntity.class)
        .setMaxResults(limit)
        .getResultStream()
        .map(this::attestation)
        .toList();
  }

  private Attestation attestation(AttestationEntity row) {
    return row.attestation(id -> accounts.find(id).orElseThrow());
  }
}
