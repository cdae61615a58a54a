package dev.imprimatur.db.licence;

import dev.imprimatur.db.account.Account;
import dev.imprimatur.db.receipt.Receipt;
import dev.imprimatur.db.receipt.Receipts;
import dev.imprimatur.db.receipt.RecordDraft;
import jakarta.persistence.EntityManager;
import java.time.Instant;
import java.util.Map;
import java.util.Optional;

/** Who accepted which licence. Each acceptance is an entry of the log. */
public final class Acceptances {
  private final EntityManager entities;
  private final Receipts receipts;

  /** Acceptances that {@code entities} reaches. */
  public Acceptances(EntityManager entities, Receipts receipts) {
    this.entities = entities;
    this.receipts = receipts;
  }

  /** The acceptance of that version, if there is one. */
  public Optional<Acceptance> find(Account account, String licenceId, String version) {
    var key = new AcceptanceEntity.Key(account.id(), licenceId, version);
    return Optional.ofNullable(entities.find(AcceptanceEntity.class, key))
        .map(AcceptanceEntity::acceptance);
  }

  /** Records the acceptance of a licence; a second one of the same version answers the first. */
  public Acceptance accept(
      Account account, String licenceId, String version, String textSha256, Instant at) {
    Optional<Acceptance> earlier = find(account, licenceId, version);
    if (earlier.isPresent()) {
      return earlier.get();
    }
    Receipt receipt =
        receipts.record(
            RecordDraft.of(
                "licence-acceptance",
                Map.of(
                    "account", account.pseudonym(),
                    "licence", licenceId,
                    "version", version,
                    "textSha256", textSha256,
                    "acceptedAt", at.toString())));
    var acceptance = new Acceptance(licenceId, version, textSha256, at, receipt.text());
    entities.persist(new AcceptanceEntity(account.id(), acceptance));
    entities.flush();
    return acceptance;
  }
}
