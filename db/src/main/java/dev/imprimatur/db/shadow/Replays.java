package dev.imprimatur.db.shadow;

import dev.imprimatur.db.account.Account;
import dev.imprimatur.db.policy.StoredBundle;
import dev.imprimatur.db.receipt.Receipt;
import dev.imprimatur.db.receipt.Receipts;
import dev.imprimatur.db.receipt.RecordDraft;
import jakarta.persistence.EntityManager;
import java.time.Instant;
import java.util.Map;
import java.util.UUID;

/**
 * Runs of recorded requests under another bundle. They read what users asked for, so each is an
 * entry of the log.
 */
public final class Replays {
  private final EntityManager entities;
  private final Receipts receipts;

  /** Runs that {@code entities} reaches. */
  public Replays(EntityManager entities, Receipts receipts) {
    this.entities = entities;
    this.receipts = receipts;
  }

  /**
   * Records that a run begins.
   *
   * @param since from when on requests are read
   */
  public Receipt record(
      UUID id, StoredBundle bundle, Account by, Instant since, String reason, Instant at) {
    Receipt receipt =
        receipts.record(
            RecordDraft.of(
                "policy-replay",
                Map.of(
                    "id", id.toString(),
                    "bundle", bundle.id().toString(),
                    "name", bundle.name(),
                    "manifestHash", bundle.manifestHash(),
                    "account", by.pseudonym(),
                    "since", since.toString(),
                    "reason", reason,
                    "at", at.toString())));
    entities
        .createNativeQuery(
            "insert into policy_replay"
                + " (id, bundle_id, account_id, since, reason, started_at, receipt)"
                + " values (?1, ?2, ?3, ?4, ?5, ?6, ?7)")
        .setParameter(1, id)
        .setParameter(2, bundle.id())
        .setParameter(3, by.id())
        .setParameter(4, since)
        .setParameter(5, reason)
        .setParameter(6, at)
        .setParameter(7, receipt.text())
        .executeUpdate();
    return receipt;
  }
}
