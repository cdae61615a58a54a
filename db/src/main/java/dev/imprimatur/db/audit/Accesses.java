package dev.imprimatur.db.audit;

import dev.imprimatur.db.account.Account;
import dev.imprimatur.db.receipt.Receipt;
import dev.imprimatur.db.receipt.Receipts;
import dev.imprimatur.db.receipt.RecordDraft;
import jakarta.persistence.EntityManager;
import java.time.Instant;
import java.util.Map;
import java.util.UUID;

/** Looks of officers at what users asked for, and reports of it. Each is an entry of the log. */
public final class Accesses {
  private final EntityManager entities;
  private final Receipts receipts;

  /** Accesses that {@code entities} reaches. */
  public Accesses(EntityManager entities, Receipts receipts) {
    this.entities = entities;
    this.receipts = receipts;
  }

  /** Records that {@code officer} looked at a generation, and why. */
  public Receipt record(Account officer, UUID generationId, String reason, Instant at) {
    UUID id = UUID.randomUUID();
    Receipt receipt =
        receipts.record(
            RecordDraft.of(
                "access",
                Map.of(
                    "id", id.toString(),
                    "officer", officer.pseudonym(),
                    "generation", generationId.toString(),
                    "reason", reason,
                    "accessedAt", at.toString())));
    entities.persist(new AccessEntity(id, officer.id(), generationId, reason, at, receipt.text()));
    return receipt;
  }

  /** Records that {@code officer} got a licence report, and why. */
  public Receipt record(Account officer, LicenceReportAccess report, Instant at) {
    UUID id = UUID.randomUUID();
    Receipt receipt =
        receipts.record(
            RecordDraft.of(
                "licence-report",
                Map.of(
                    "id", id.toString(),
                    "officer", officer.pseudonym(),
                    "from", report.from().toString(),
                    "to", report.to().toString(),
                    "format", report.format(),
                    "reason", report.reason(),
                    "contentSha256", report.contentSha256(),
                    "accessedAt", at.toString())));
    entities.persist(new ReportEntity(id, officer.id(), report, at, receipt.text()));
    return receipt;
  }
}
