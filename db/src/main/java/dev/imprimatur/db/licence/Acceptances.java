package dev.imprimatur.db.licence;

import dev.imprimatur.db.account.Account;
import dev.imprimatur.db.account.Accounts;
import dev.imprimatur.db.generation.Cursor;
import dev.imprimatur.db.receipt.Receipts;
import dev.imprimatur.db.receipt.RecordDraft;
import jakarta.persistence.EntityManager;
import jakarta.persistence.LockModeType;
import jakarta.persistence.TypedQuery;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.UUID;

/**
 * Who accepted which licence for which model, and who withdrew that. Each acceptance and each
 * withdrawal is an entry of the log.
 */
public final class Acceptances {
  private static final String STANDING =
      "from AcceptanceEntity where withdrawnAt is null and accountId = ?1 and model = ?2"
          + " and licenceId = ?3";

  private final EntityManager entities;
  private final Receipts receipts;
  private final Accounts accounts;

  /** Acceptances that {@code entities} reaches. */
  public Acceptances(EntityManager entities, Receipts receipts, Accounts accounts) {
    this.entities = entities;
    this.receipts = receipts;
    this.accounts = accounts;
  }

  /** The acceptance of exactly this, if there is one that was not withdrawn. */
  public Optional<Acceptance> find(Account account, Agreement agreement) {
    return entities
        .createQuery(STANDING + " and version = ?4 and textSha256 = ?5", AcceptanceEntity.class)
        .setParameter(1, account.id())
        .setParameter(2, agreement.model())
        .setParameter(3, agreement.licenceId())
        .setParameter(4, agreement.version())
        .setParameter(5, agreement.textSha256())
        .getResultStream()
        .findFirst()
        .map(this::acceptance);
  }

  /**
   * Records an acceptance; a second one of the same answers the first, unless it was withdrawn.
   *
   * @param attested what the user attests by it
   */
  public Acceptance accept(
      Account account, Agreement agreement, List<String> attested, Instant now) {
    accounts.serialise(account);
    Optional<Acceptance> earlier = find(account, agreement);
    if (earlier.isPresent()) {
      return earlier.get();
    }
    UUID id = UUID.randomUUID();
    Instant at = now.truncatedTo(ChronoUnit.MICROS);
    Map<String, String> fields =
        Map.of(
            "id", id.toString(),
            "account", account.pseudonym(),
            "model", agreement.model(),
            "licence", agreement.licenceId(),
            "version", agreement.version(),
            "textSha256", agreement.textSha256(),
            "attested", String.join("\n", attested),
            "acceptedAt", at.toString());
    String receipt = receipts.record(RecordDraft.of("licence-acceptance", fields)).text();
    var acceptance = new Acceptance(id, account, agreement, at, receipt, Optional.empty());
    entities.persist(new AcceptanceEntity(acceptance));
    entities.flush();
    return acceptance;
  }

  /**
   * Withdraws what an account accepted for a model: every version of the licence, so that none
   * counts again should an earlier version come back in force.
   *
   * @return what was withdrawn; empty if nothing stood
   */
  public List<Acceptance> withdraw(Account account, String model, String licenceId, Instant now) {
    // The database keeps no more, and the log is to say the same.
    Instant at = now.truncatedTo(ChronoUnit.MICROS);
    List<AcceptanceEntity> standing =
        entities
            .createQuery(STANDING + " order by acceptedAt, id", AcceptanceEntity.class)
            .setParameter(1, account.id())
            .setParameter(2, model)
            .setParameter(3, licenceId)
            .setLockMode(LockModeType.PESSIMISTIC_WRITE)
            .getResultList();
    standing.forEach(row -> row.withdraw(new Withdrawal(at, withdrawal(account, row, at))));
    entities.flush();
    return standing.stream().map(this::acceptance).toList();
  }

  private String withdrawal(Account account, AcceptanceEntity row, Instant at) {
    Acceptance accepted = acceptance(row);
    Map<String, String> fields =
        Map.of(
            "acceptance", accepted.id().toString(),
            "account", account.pseudonym(),
            "model", accepted.to().model(),
            "licence", accepted.to().licenceId(),
            "version", accepted.to().version(),
            "textSha256", accepted.to().textSha256(),
            "acceptedAt", accepted.acceptedAt().toString(),
            "withdrawnAt", at.toString());
    return receipts.record(RecordDraft.of("licence-withdrawal", fields)).text();
  }

  /** What was withdrawn last of this account's acceptances for a model. */
  public Optional<Acceptance> lastWithdrawn(Account account, String model, String licenceId) {
    return entities
        .createQuery(
            "from AcceptanceEntity where withdrawnAt is not null and accountId = ?1"
                + " and model = ?2 and licenceId = ?3 order by withdrawnAt desc, acceptedAt desc",
            AcceptanceEntity.class)
        .setParameter(1, account.id())
        .setParameter(2, model)
        .setParameter(3, licenceId)
        .setMaxResults(1)
        .getResultStream()
        .findFirst()
        .map(this::acceptance);
  }

  /**
   * Everybody's, newest first.
   *
   * @param after where the page before ended
   */
  public List<Acceptance> page(Optional<Cursor> after, int limit) {
    TypedQuery<AcceptanceEntity> query =
        entities.createQuery(
            "from AcceptanceEntity"
                + (after.isPresent()
                    ? " where acceptedAt < :time or (acceptedAt = :time and id < :id)"
                    : "")
                + " order by acceptedAt desc, id desc",
            AcceptanceEntity.class);
    after.ifPresent(
        last -> query.setParameter("time", last.createdAt()).setParameter("id", last.id()));
    return query.setMaxResults(limit).getResultStream().map(this::acceptance).toList();
  }

  /** Those accepted or withdrawn from {@code from} to before {@code to}, oldest first. */
  public List<Acceptance> between(Instant from, Instant to) {
    return entities
        .createQuery(
            "from AcceptanceEntity where (acceptedAt >= :from and acceptedAt < :to)"
                + " or (withdrawnAt >= :from and withdrawnAt < :to) order by acceptedAt, id",
            AcceptanceEntity.class)
        .setParameter("from", from)
        .setParameter("to", to)
        .getResultStream()
        .map(this::acceptance)
        .toList();
  }

  private Acceptance acceptance(AcceptanceEntity row) {
    return row.acceptance(id -> accounts.find(id).orElseThrow());
  }
}
