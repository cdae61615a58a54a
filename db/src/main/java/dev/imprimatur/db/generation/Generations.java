package dev.imprimatur.db.generation;

import dev.imprimatur.db.account.Account;
import dev.imprimatur.db.account.Accounts;
import dev.imprimatur.db.lock.AdvisoryLock;
import dev.imprimatur.db.lock.RowLock;
import dev.imprimatur.db.receipt.Receipt;
import dev.imprimatur.db.receipt.Receipts;
import dev.imprimatur.db.vault.Vault;
import jakarta.persistence.EntityManager;
import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import java.util.UUID;

/**
 * Generations from admission to their one final state. Becoming final, the pictures and the entry
 * in the log are one transaction: {@link #conclude} tells that story.
 */
public final class Generations {
  private static final List<GenerationState> RUNNING =
      Arrays.stream(GenerationState.values()).filter(GenerationState::isRunning).toList();

  private static final String DETAIL = "detail";
  private static final String RECEIPT = "receipt";

  private final EntityManager entities;
  private final Vault vault;
  private final Pictures pictures;
  private final Receipts receipts;
  private final Outbox outbox;
  private final Accounts accounts;

  /** Generations that {@code entities} reaches. */
  public Generations(
      EntityManager entities, Vault vault, Receipts receipts, Outbox outbox, Accounts accounts) {
    this.entities = entities;
    this.vault = vault;
    this.pictures = new Pictures(entities, vault);
    this.receipts = receipts;
    this.outbox = outbox;
    this.accounts = accounts;
  }

  /** Takes a generation in, with the order that is to be sent for it. */
  public void admit(
      NewGeneration generation, String detail, String orderHash, OutgoingOrder order, Instant at) {
    GenerationEntity row = begin(generation, detail, at);
    row.order(orderHash);
    entities.flush();
    outbox.add(generation.owner().id(), order, at);
  }

  /** Takes in a request that was not admitted, and concludes it at once. */
  public Receipt refuse(NewGeneration generation, Conclusion conclusion) {
    return conclude(begin(generation, conclusion.detail(), conclusion.at()), conclusion);
  }

  /** Notes that a worker has begun. */
  public void drawing(UUID id) {
    RowLock.of(entities, GenerationEntity.class, id)
        .filter(row -> row.state() == GenerationState.QUEUED)
        .ifPresent(GenerationEntity::draw);
  }

  /** Ends a generation, once: whoever comes second changes nothing. */
  public ConclusionOutcome conclude(UUID id, Conclusion conclusion) {
    return RowLock.of(entities, GenerationEntity.class, id)
        .<ConclusionOutcome>map(row ->
            row.state().isFinal()
                ? new ConclusionOutcome.AlreadyFinal(row.state())
                : new ConclusionOutcome.Concluded(conclude(row, conclusion)))
        .orElseGet(ConclusionOutcome.Unknown::new);
  }

  /** The generation of that id. */
  public Optional<Generation> find(UUID id) {
    return Optional.ofNullable(entities.find(GenerationEntity.class, id)).map(this::generation);
  }

  /** Some generations, newest first, after {@code cursor} where one is given. */
  public Page page(Filter filter, Optional<Cursor> cursor, int limit) {
    return new PageQuery(entities, filter, cursor).run(limit, this::generation);
  }

  /** A released picture; nothing where there is none, or it was not released. */
  public Optional<byte[]> releasedImage(UUID id, int index) {
    return pictures.released(id, index);
  }

  /** The receipt, once the generation is final. */
  public Optional<Receipt> receipt(UUID id) {
    GenerationEntity row = entities.find(GenerationEntity.class, id);
    return row == null
        ? Optional.empty()
        : row.receipt()
            .map(sealed -> new Receipt(text(vault.open(row.accountId(), RECEIPT, sealed))));
  }

  /** Lets one transaction at a time count what is open and admit more, until it ends. */
  public void serialiseAdmissions() {
    AdvisoryLock.ADMISSIONS.hold(entities);
  }

  /** For how many generations of {@code owner} a worker owes an answer. */
  public long open(Account owner) {
    return entities
        .createQuery(
            "select count(*) from GenerationEntity where accountId = ?1 and receipt is null"
                + " and state in ?2",
            Long.class)
        .setParameter(1, owner.id())
        .setParameter(2, RUNNING)
        .getSingleResult();
  }

  /** For how many generations a worker owes an answer. */
  public long open() {
    return entities
        .createQuery(
            "select count(*) from GenerationEntity where receipt is null and state in ?1",
            Long.class)
        .setParameter(1, RUNNING)
        .getSingleResult();
  }

  private GenerationEntity begin(NewGeneration generation, String detail, Instant at) {
    var row =
        new GenerationEntity(
            generation, at, vault.seal(generation.owner().id(), DETAIL, bytes(detail)));
    entities.persist(row);
    return row;
  }

  /** Ends a generation that is locked and not final. */
  Receipt conclude(GenerationEntity row, Conclusion conclusion) {
    outbox.remove(row.id());
    pictures.keep(row, conclusion.images());
    Receipt receipt = receipts.record(conclusion.record());
    row.conclude(
        conclusion.state(),
        conclusion.at(),
        sealed(row, conclusion.detail()),
        vault.seal(row.accountId(), RECEIPT, bytes(receipt.text())));
    entities.flush();
    return receipt;
  }

  /** A detail as it is kept. */
  byte[] sealed(GenerationEntity row, String detail) {
    return vault.seal(row.accountId(), DETAIL, bytes(detail));
  }

  private Generation generation(GenerationEntity row) {
    return new Generation(
        row.id(),
        accounts.find(row.accountId()).orElseThrow(),
        row.createdAt(),
        row.finishedAt(),
        row.state(),
        row.tenant(),
        row.model(),
        row.orderHash(),
        text(vault.open(row.accountId(), DETAIL, row.detail())));
  }

  private static byte[] bytes(String text) {
    return text.getBytes(StandardCharsets.UTF_8);
  }

  private static String text(byte[] bytes) {
    return new String(bytes, StandardCharsets.UTF_8);
  }
}
