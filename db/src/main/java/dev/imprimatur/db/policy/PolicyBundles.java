package dev.imprimatur.db.policy;

import dev.imprimatur.db.account.Account;
import dev.imprimatur.db.account.Accounts;
import dev.imprimatur.db.lock.AdvisoryLock;
import dev.imprimatur.db.lock.RowLock;
import dev.imprimatur.db.receipt.Receipts;
import dev.imprimatur.db.receipt.RecordDraft;
import jakarta.persistence.EntityManager;
import java.time.Instant;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.UUID;
import java.util.function.IntFunction;
import java.util.stream.Stream;

/**
 * Bundles from draft to numbered version. Each step is an entry of the log; a step that does not
 * fit the bundle's state changes nothing.
 */
public final class PolicyBundles {
  private final EntityManager entities;
  private final Receipts receipts;
  private final Accounts accounts;

  /** Bundles that {@code entities} reaches. */
  public PolicyBundles(EntityManager entities, Receipts receipts, Accounts accounts) {
    this.entities = entities;
    this.receipts = receipts;
    this.accounts = accounts;
  }

  /** Takes a bundle in as a draft. */
  public StoredBundle upload(NewBundle bundle, Account author, Instant at) {
    UUID id = UUID.randomUUID();
    entities
        .createNativeQuery(
            "insert into policy_bundle"
                + " (id, name, author_id, created_at, manifest, manifest_hash, archive, state)"
                + " values (?1, ?2, ?3, ?4, ?5, ?6, ?7, 'DRAFT')")
        .setParameter(1, id)
        .setParameter(2, bundle.name())
        .setParameter(3, author.id())
        .setParameter(4, at)
        .setParameter(5, bundle.manifest())
        .setParameter(6, bundle.manifestHash())
        .setParameter(7, bundle.archive())
        .executeUpdate();
    StoredBundle stored = find(id).orElseThrow();
    take(stored, BundleStep.Kind.UPLOADED, author, at, "");
    return stored;
  }

  /** Asks for a draft's approval; whether it was its author's draft. */
  public boolean submit(UUID id, Account author, Instant at, String note) {
    return locked(id)
        .filter(row -> row.state() == BundleState.DRAFT && row.authorId().equals(author.id()))
        .map(row -> {
          row.submit();
          take(bundle(row), BundleStep.Kind.SUBMITTED, author, at, note);
          return true;
        })
        .orElse(false);
  }

  /**
   * Makes a submitted bundle the next version; nothing if it is not submitted, or is the approver's
   * own.
   *
   * @param signing signs for the number
   */
  public Optional<StoredBundle> approve(
      UUID id, Account approver, Instant at, String note, IntFunction<SignedStatement> signing) {
    return locked(id)
        .filter(
            row -> row.state() == BundleState.SUBMITTED && !row.authorId().equals(approver.id()))
        .map(row -> {
          int number = nextNumber();
          row.approve(number, approver.id(), signing.apply(number));
          StoredBundle approved = bundle(row);
          take(approved, BundleStep.Kind.APPROVED, approver, at, note);
          return approved;
        });
  }

  /** Turns a draft or submitted bundle down; whether it was one. */
  public boolean reject(UUID id, Account reviewer, Instant at, String note) {
    return locked(id)
        .filter(row -> row.state() == BundleState.DRAFT || row.state() == BundleState.SUBMITTED)
        .map(row -> {
          row.reject(reviewer.id());
          take(bundle(row), BundleStep.Kind.REJECTED, reviewer, at, note);
          return true;
        })
        .orElse(false);
  }

  /** The bundle of that id. */
  public Optional<StoredBundle> find(UUID id) {
    return Optional.ofNullable(entities.find(BundleEntity.class, id)).map(this::bundle);
  }

  /** The bundle that is that version. */
  public Optional<StoredBundle> version(int number) {
    return rows("from BundleEntity where number = ?1", number).map(this::bundle).findFirst();
  }

  /** The latest version of these files, if they ever became one. */
  public Optional<StoredBundle> versionOf(String manifestHash) {
    return rows(
            "from BundleEntity where manifestHash = ?1 and number is not null order by number desc",
            manifestHash)
        .map(this::bundle)
        .findFirst();
  }

  /** The latest bundles, the newest first. */
  public List<StoredBundle> latest(int limit) {
    return entities
        .createQuery("from BundleEntity order by createdAt desc, id desc", BundleEntity.class)
        .setMaxResults(limit)
        .getResultStream()
        .map(this::bundle)
        .toList();
  }

  /** A bundle's files, packed as they came. */
  public Optional<byte[]> archive(UUID id) {
    List<?> found =
        entities
            .createNativeQuery("select archive from policy_bundle where id = ?1")
            .setParameter(1, id)
            .getResultList();
    return found.stream().map(byte[].class::cast).findFirst();
  }

  /** What was done with a bundle, in order. */
  public List<BundleStep> steps(UUID id) {
    return entities
        .createQuery("from StepEntity where bundleId = ?1 order by takenAt", StepEntity.class)
        .setParameter(1, id)
        .getResultStream()
        .map(row -> row.step(this::account))
        .toList();
  }

  private void take(
      StoredBundle bundle, BundleStep.Kind kind, Account by, Instant at, String note) {
    Map<String, String> fields = new HashMap<>();
    fields.put("step", kind.name());
    fields.put("bundle", bundle.id().toString());
    fields.put("name", bundle.name());
    fields.put("manifestHash", bundle.manifestHash());
    fields.put("account", by.pseudonym());
    fields.put("at", at.toString());
    fields.put("note", note);
    bundle.number().ifPresent(number -> fields.put("number", Integer.toString(number)));
    bundle.statement().ifPresent(signed -> fields.put("statement", signed.text()));
    String receipt = receipts.record(RecordDraft.of("policy-step", fields)).text();
    entities.persist(new StepEntity(bundle.id(), new BundleStep(kind, by, at, note, receipt)));
    entities.flush();
  }

  private int nextNumber() {
    AdvisoryLock.NUMBERING.hold(entities);
    return entities
            .createQuery("select coalesce(max(number), 0) from BundleEntity", Integer.class)
            .getSingleResult()
        + 1;
  }

  private Optional<BundleEntity> locked(UUID id) {
    return RowLock.of(entities, BundleEntity.class, id);
  }

  private Stream<BundleEntity> rows(String query, Object parameter) {
    return entities
        .createQuery(query, BundleEntity.class)
        .setParameter(1, parameter)
        .getResultStream();
  }

  private StoredBundle bundle(BundleEntity row) {
    return row.bundle(this::account);
  }

  private Account account(UUID id) {
    return accounts.find(id).orElseThrow();
  }
}
