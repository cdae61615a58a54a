package dev.imprimatur.db.generation;

import dev.imprimatur.db.lock.RowLock;
import dev.imprimatur.db.receipt.Receipt;
import dev.imprimatur.db.receipt.Receipts;
import dev.imprimatur.db.vault.Vault;
import jakarta.persistence.EntityManager;
import java.util.Optional;
import java.util.UUID;

/** Pictures that wait for an officer, from being held to the decision on them. */
public final class Reviews {
  private final EntityManager entities;
  private final Receipts receipts;
  private final Outbox outbox;
  private final Generations generations;
  private final Pictures pictures;

  /** Reviews that {@code entities} reaches. */
  public Reviews(
      EntityManager entities,
      Vault vault,
      Receipts receipts,
      Outbox outbox,
      Generations generations) {
    this.entities = entities;
    this.receipts = receipts;
    this.outbox = outbox;
    this.generations = generations;
    this.pictures = new Pictures(entities, vault);
  }

  /**
   * Keeps drawn pictures for an officer. Those, the state and an entry in the log are one
   * transaction.
   *
   * @return the receipt of that entry; nothing if no worker's answer was awaited any more
   */
  public Optional<Receipt> hold(UUID id, Holding holding) {
    return RowLock.of(entities, GenerationEntity.class, id)
        .filter(row -> row.state().isRunning())
        .map(row -> hold(row, holding));
  }

  private Receipt hold(GenerationEntity row, Holding holding) {
    outbox.remove(row.id());
    pictures.keep(row, holding.images());
    Receipt receipt = receipts.record(holding.record());
    entities.persist(new ReviewEntity(row.id(), row.accountId(), holding.at(), receipt.text()));
    row.hold(generations.sealed(row, holding.detail()));
    entities.flush();
    return receipt;
  }

  /** Ends a generation whose pictures are held, once, by an officer who did not ask for them. */
  public ReviewOutcome decide(UUID id, Verdict verdict, Conclusion conclusion) {
    return RowLock.of(entities, GenerationEntity.class, id)
        .map(row -> decide(row, verdict, conclusion))
        .orElseGet(ReviewOutcome.Unknown::new);
  }

  private ReviewOutcome decide(GenerationEntity row, Verdict verdict, Conclusion conclusion) {
    if (row.state() != GenerationState.IN_REVIEW) {
      return new ReviewOutcome.NotHeld(row.state());
    }
    if (row.accountId().equals(verdict.officer().id())) {
      return new ReviewOutcome.OwnPictures();
    }
    entities.find(ReviewEntity.class, row.id()).decide(verdict.officer().id(), conclusion.at());
    verdict.released().forEach(index -> pictures.release(row.id(), index));
    return new ReviewOutcome.Decided(generations.conclude(row, conclusion));
  }

  /** A picture that waits for an officer; nothing where none does. */
  public Optional<byte[]> heldImage(UUID id, int index) {
    return pictures.held(id, index);
  }

  /** The receipt of the entry by which pictures were held, if they were. */
  public Optional<Receipt> holdingReceipt(UUID id) {
    return Optional.ofNullable(entities.find(ReviewEntity.class, id))
        .map(review -> new Receipt(review.receipt()));
  }
}
