package dev.imprimatur.db.shadow;

import dev.imprimatur.db.account.Account;
import dev.imprimatur.db.account.Accounts;
import dev.imprimatur.db.lock.AdvisoryLock;
import dev.imprimatur.db.lock.RowLock;
import dev.imprimatur.db.policy.PolicyBundles;
import dev.imprimatur.db.policy.StoredBundle;
import dev.imprimatur.db.receipt.Receipts;
import dev.imprimatur.db.receipt.RecordDraft;
import jakarta.persistence.EntityManager;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.SortedMap;
import java.util.TreeMap;
import java.util.UUID;

/**
 * Bundles that decide without effect, at most one at a time, with what came of it. Each start and
 * each stop is an entry of the log.
 */
public final class Shadows {
  private static final String RUNNING = "from ShadowEntity where stoppedAt is null";

  private final EntityManager entities;
  private final Receipts receipts;
  private final Accounts accounts;
  private final PolicyBundles bundles;

  /** Runs that {@code entities} reaches. */
  public Shadows(
      EntityManager entities, Receipts receipts, Accounts accounts, PolicyBundles bundles) {
    this.entities = entities;
    this.receipts = receipts;
    this.accounts = accounts;
    this.bundles = bundles;
  }

  /** Lets a bundle decide from now on; nothing if one does already. */
  public Optional<ShadowRun> start(StoredBundle bundle, Account by, Instant at, String note) {
    AdvisoryLock.SHADOW_START.hold(entities);
    if (running().isPresent()) {
      return Optional.empty();
    }
    UUID id = UUID.randomUUID();
    String receipt = record(id, "STARTED", bundle, by, at, note);
    var run = new ShadowRun(id, bundle, by, at, note, receipt, Optional.empty(), Optional.empty());
    entities.persist(new ShadowEntity(run));
    entities.flush();
    return Optional.of(run);
  }

  /** Ends the run, if there is one. */
  public Optional<ShadowRun> stop(Account by, Instant at, String note) {
    Optional<ShadowEntity> row =
        running()
            .flatMap(run -> RowLock.of(entities, ShadowEntity.class, run.id()))
            .filter(ShadowEntity::isRunning);
    row.ifPresent(running -> {
      ShadowRun run = run(running);
      running.stop(by, at, note, record(run.id(), "STOPPED", run.bundle(), by, at, note));
      entities.flush();
    });
    return row.map(this::run);
  }

  /** The run that goes on. */
  public Optional<ShadowRun> running() {
    return entities
        .createQuery(RUNNING, ShadowEntity.class)
        .getResultStream()
        .findFirst()
        .map(this::run);
  }

  /** The latest runs, the newest first. */
  public List<ShadowRun> latest(int limit) {
    return entities
        .createQuery("from ShadowEntity order by startedAt desc, id", ShadowEntity.class)
        .setMaxResults(limit)
        .getResultStream()
        .map(this::run)
        .toList();
  }

  /** Counts decisions of one kind. */
  public void count(UUID run, String kind, long more) {
    entities
        .createNativeQuery(
            "insert into policy_shadow_count as c (shadow_id, kind, total) values (?1, ?2, ?3)"
                + " on conflict (shadow_id, kind) do update set total = c.total + excluded.total")
        .setParameter(1, run)
        .setParameter(2, kind)
        .setParameter(3, more)
        .executeUpdate();
  }

  /** Keeps a difference, once for each generation. */
  public void add(UUID run, ShadowDifference difference) {
    entities
        .createNativeQuery(
            "insert into policy_shadow_difference"
                + " (shadow_id, generation_id, kind, decided_at, active, shadow)"
                + " values (?1, ?2, ?3, ?4, ?5, ?6) on conflict do nothing")
        .setParameter(1, run)
        .setParameter(2, difference.generation())
        .setParameter(3, difference.kind())
        .setParameter(4, difference.decidedAt())
        .setParameter(5, difference.active())
        .setParameter(6, difference.shadow())
        .executeUpdate();
  }

  /** How many decisions came out how, by kind. */
  public SortedMap<String, Long> counts(UUID run) {
    var counts = new TreeMap<String, Long>();
    List<?> rows =
        entities
            .createNativeQuery("select kind, total from policy_shadow_count where shadow_id = ?1")
            .setParameter(1, run)
            .getResultList();
    for (Object row : rows) {
      Object[] columns = (Object[]) row;
      counts.put((String) columns[0], ((Number) columns[1]).longValue());
    }
    return counts;
  }

  /**
   * Differences of a run, the newest first.
   *
   * @param kind of all kinds if empty
   * @param before those before this place only
   */
  public List<ShadowDifference> differences(
      UUID run, Optional<String> kind, long before, int limit) {
    List<?> rows =
        entities
            .createNativeQuery(
                "select place, generation_id, kind, decided_at, active, shadow"
                    + " from policy_shadow_difference where shadow_id = ?1 and place < ?2"
                    + " and (?3 = '' or kind = ?3) order by place desc",
                Object[].class)
            .setParameter(1, run)
            .setParameter(2, before)
            .setParameter(3, kind.orElse(""))
            .setMaxResults(limit)
            .getResultList();
    return rows.stream().map(row -> difference((Object[]) row)).toList();
  }

  private static ShadowDifference difference(Object[] columns) {
    return new ShadowDifference(
        ((Number) columns[0]).longValue(),
        (UUID) columns[1],
        (String) columns[2],
        (Instant) columns[3],
        (String) columns[4],
        (String) columns[5]);
  }

  private String record(
      UUID id, String step, StoredBundle bundle, Account by, Instant at, String note) {
    return receipts
        .record(
            RecordDraft.of(
                "policy-shadow",
                Map.of(
                    "id", id.toString(),
                    "step", step,
                    "bundle", bundle.id().toString(),
                    "name", bundle.name(),
                    "manifestHash", bundle.manifestHash(),
                    "account", by.pseudonym(),
                    "at", at.toString(),
                    "note", note)))
        .text();
  }

  private ShadowRun run(ShadowEntity row) {
    return row.run(id -> bundles.find(id).orElseThrow(), id -> accounts.find(id).orElseThrow());
  }
}
