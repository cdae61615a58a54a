package dev.imprimatur.db.generation;

import dev.imprimatur.db.account.Account;
import dev.imprimatur.db.account.Accounts;
import dev.imprimatur.db.receipt.Receipt;
import dev.imprimatur.db.receipt.Receipts;
import dev.imprimatur.db.vault.Vault;
import jakarta.persistence.EntityManager;
import jakarta.persistence.LockModeType;
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
  /** The advisory lock of admissions; the number means nothing. */
  private static final long ADMISSIONS = 7_041_776;

  private static final List<GenerationState> RUNNING =
      Arrays.stream(GenerationState.values()).filter(GenerationState::isRunning).toList();

  private static final String DETAIL = "detail";
  private static final String RECEIPT = "receipt";
  private static final String PICTURE = "picture";

  private final EntityManager entities;
  private final Vault vault;
  private final Receipts receipts;
  private final Outbox outbox;
  private final Accounts accounts;

  /** Generations that {@code entities} reaches. */
  public Generations(
      EntityManager entities, Vault vault, Receipts receipts, Outbox outbox, Accounts accounts) {
    this.entities = entities;
    this.vault = vault;
    this.receipts = receipts;
    this.outbox = outbox;
    this.accounts = accounts;
  }

  /** Takes a generation in, with the order that is to be sent for it. */
  public void admit(
      Account owner,
      String model,
      String detail,
      String orderHash,
      OutgoingOrder order,
      Instant at) {
    GenerationEntity row = begin(order.generationId(), owner, model, detail, at);
    row.order(orderHash);
    entities.flush();
    outbox.add(owner.id(), order, at);
  }

  /** Takes in a request that was not admitted, and concludes it at once. */
  public Receipt refuse(UUID id, Account owner, String model, Conclusion conclusion) {
    GenerationEntity row = begin(id, owner, model, conclusion.detail(), conclusion.at());
    return conclude(row, conclusion);
  }

  /** Notes that a worker has begun. */
  public void drawing(UUID id) {
    GenerationEntity row =
        entities.find(GenerationEntity.class, id, LockModeType.PESSIMISTIC_WRITE);
    if (row != null && row.state() == GenerationState.QUEUED) {
      row.draw();
    }
  }

  /** Ends a generation, once: whoever comes second changes nothing. */
  public ConclusionOutcome conclude(UUID id, Conclusion conclusion) {
    GenerationEntity row =
        entities.find(GenerationEntity.class, id, LockModeType.PESSIMISTIC_WRITE);
    if (row == null) {
      return new ConclusionOutcome.Unknown();
    }
    if (row.state().isFinal()) {
      return new ConclusionOutcome.AlreadyFinal(row.state());
    }
    return new ConclusionOutcome.Concluded(conclude(row, conclusion));
  }

  /**
   * Keeps drawn pictures for an officer. Those, the state and an entry in the log are one
   * transaction.
   *
   * @return the receipt of that entry; nothing if no worker's answer was awaited any more
   */
  public Optional<Receipt> hold(UUID id, Holding holding) {
    GenerationEntity row =
        entities.find(GenerationEntity.class, id, LockModeType.PESSIMISTIC_WRITE);
    if (row == null || !row.state().isRunning()) {
      return Optional.empty();
    }
    outbox.remove(id);
    keep(row, holding.images());
    Receipt receipt = receipts.record(holding.record());
    entities.persist(new ReviewEntity(id, row.accountId(), holding.at(), receipt.text()));
    row.hold(vault.seal(row.accountId(), DETAIL, bytes(holding.detail())));
    entities.flush();
    return Optional.of(receipt);
  }

  /** Ends a generation whose pictures are held, once, by an officer who did not ask for them. */
  public ReviewOutcome review(UUID id, Verdict verdict, Conclusion conclusion) {
    GenerationEntity row =
        entities.find(GenerationEntity.class, id, LockModeType.PESSIMISTIC_WRITE);
    if (row == null) {
      return new ReviewOutcome.Unknown();
    }
    if (row.state() != GenerationState.IN_REVIEW) {
      return new ReviewOutcome.NotHeld(row.state());
    }
    if (row.accountId().equals(verdict.officer().id())) {
      return new ReviewOutcome.OwnPictures();
    }
    entities.find(ReviewEntity.class, id).decide(verdict.officer().id(), conclusion.at());
    verdict
        .released()
        .forEach(index -> entities.persist(new ReleaseEntity(new ImageEntity.Key(id, index))));
    return new ReviewOutcome.Decided(conclude(row, conclusion));
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
    GenerationEntity row = entities.find(GenerationEntity.class, id);
    var key = new ImageEntity.Key(id, index);
    ImageEntity image = entities.find(ImageEntity.class, key);
    if (row == null
        || image == null
        || !(image.released() || entities.find(ReleaseEntity.class, key) != null)
        || row.state() != GenerationState.RELEASED
        || row.receipt().isEmpty()) {
      return Optional.empty();
    }
    return Optional.of(vault.open(row.accountId(), PICTURE, image.png()));
  }

  /** A picture that waits for an officer; nothing where none does. */
  public Optional<byte[]> heldImage(UUID id, int index) {
    GenerationEntity row = entities.find(GenerationEntity.class, id);
    ImageEntity image = entities.find(ImageEntity.class, new ImageEntity.Key(id, index));
    return row == null || image == null || row.state() != GenerationState.IN_REVIEW
        ? Optional.empty()
        : Optional.of(vault.open(row.accountId(), PICTURE, image.png()));
  }

  /** The receipt of the entry by which pictures were held, if they were. */
  public Optional<Receipt> holdingReceipt(UUID id) {
    return Optional.ofNullable(entities.find(ReviewEntity.class, id))
        .map(review -> new Receipt(review.receipt()));
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
    entities
        .createNativeQuery("select 1 from pg_advisory_xact_lock(?1)", Integer.class)
        .setParameter(1, ADMISSIONS)
        .getSingleResult();
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

  private GenerationEntity begin(UUID id, Account owner, String model, String detail, Instant at) {
    var row =
        new GenerationEntity(
            id, owner.id(), at, model, vault.seal(owner.id(), DETAIL, bytes(detail)));
    entities.persist(row);
    return row;
  }

  private Receipt conclude(GenerationEntity row, Conclusion conclusion) {
    outbox.remove(row.id());
    keep(row, conclusion.images());
    Receipt receipt = receipts.record(conclusion.record());
    row.conclude(
        conclusion.state(),
        conclusion.at(),
        vault.seal(row.accountId(), DETAIL, bytes(conclusion.detail())),
        vault.seal(row.accountId(), RECEIPT, bytes(receipt.text())));
    entities.flush();
    return receipt;
  }

  private void keep(GenerationEntity row, List<NewImage> images) {
    for (NewImage image : images) {
      entities.persist(
          new ImageEntity(row.id(), image, vault.seal(row.accountId(), PICTURE, image.png())));
    }
  }

  private Generation generation(GenerationEntity row) {
    return new Generation(
        row.id(),
        accounts.find(row.accountId()).orElseThrow(),
        row.createdAt(),
        row.finishedAt(),
        row.state(),
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
