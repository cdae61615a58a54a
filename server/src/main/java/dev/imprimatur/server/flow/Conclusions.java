package dev.imprimatur.server.flow;

import dev.imprimatur.contract.GenerationResult;
import dev.imprimatur.db.Database;
import dev.imprimatur.db.generation.Conclusion;
import dev.imprimatur.db.generation.ConclusionOutcome;
import dev.imprimatur.db.generation.Generation;
import dev.imprimatur.db.generation.GenerationState;
import dev.imprimatur.db.generation.Holding;
import dev.imprimatur.db.generation.NewImage;
import dev.imprimatur.db.receipt.Receipt;
import dev.imprimatur.server.flow.GenerationDetail.Failure;
import dev.imprimatur.server.http.Json;
import java.time.Clock;
import java.time.Instant;
import java.util.List;
import java.util.Objects;
import java.util.Optional;
import java.util.UUID;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Ends generations. The pictures and their entry in the log commit together, once; whatever comes
 * after the end changes nothing.
 */
final class Conclusions {
  private static final Logger log = LoggerFactory.getLogger(Conclusions.class);

  private final Database database;
  private final GenerationListener listener;
  private final Clock clock;

  Conclusions(Database database, GenerationListener listener, Clock clock) {
    this.database = database;
    this.listener = listener;
    this.clock = clock;
  }

  /** The unfinished generation whose very order a worker has answered; nothing if there is none. */
  Optional<Generation> answeredBy(GenerationResult result) {
    Optional<Generation> found = unfinished(result.jobId());
    if (found.isEmpty()) {
      log.info("An answer for {} came after its end", result.jobId());
      return found;
    }
    if (!Objects.equals(found.get().orderHash().orElse(null), result.orderHash())) {
      log.warn("{} answered another order than that of {}", result.worker(), result.jobId());
      return Optional.empty();
    }
    return found;
  }

  /** Commits pictures with their entry; nothing if the generation has come to its end meanwhile. */
  Optional<Recorded> record(Marked marked) {
    Drawn drawn = marked.classified().drawn();
    GenerationDetail detail = drawn(marked.classified(), "released");
    GenerationState state =
        marked.classified().anyReleased() ? GenerationState.RELEASED : GenerationState.QUARANTINED;
    return commit(drawn.generation(), state, detail, marked.images())
        .map(receipt -> new Recorded(marked, receipt));
  }

  /** Keeps pictures for an officer; nothing if the generation has come to its end meanwhile. */
  Optional<Recorded> hold(Marked marked) {
    Generation generation = marked.classified().drawn().generation();
    GenerationDetail detail = drawn(marked.classified(), "held");
    Instant at = clock.instant();
    List<NewImage> kept = marked.images().stream().map(NewImage::unreleased).toList();
    var holding =
        new Holding(at, Json.write(detail), kept, AuditRecord.ofHolding(generation, at, detail));
    Optional<Receipt> receipt =
        database.inTransaction(stores -> stores.reviews().hold(generation.id(), holding));
    receipt.ifPresent(ignored -> listener.moved(generation.id(), GenerationState.IN_REVIEW));
    return receipt.map(proof -> new Recorded(marked, proof));
  }

  /** Ends a generation without a picture; whether this was still possible. */
  boolean end(UUID id, GenerationState state, Failure why) {
    return unfinished(id)
        .flatMap(generation ->
            commit(
                generation,
                state,
                Json.read(generation.detail(), GenerationDetail.class).failed(why),
                List.of()))
        .isPresent();
  }

  /** Ends a generation that is refused after its order was sent. */
  void refuse(Generation generation, GenerationDetail denied) {
    commit(generation, GenerationState.DENIED, denied, List.of());
  }

  private Optional<Generation> unfinished(UUID id) {
    return database
        .inTransaction(stores -> stores.generations().find(id))
        .filter(generation -> !generation.state().isFinal());
  }

  private static GenerationDetail drawn(Classified classified, String passed) {
    Drawn drawn = classified.drawn();
    return drawn
        .detail()
        .drawn(
            imageDetails(classified, passed),
            drawn.answer().notices(),
            drawn.worker(),
            drawn.answer().trace());
  }

  private static List<ImageDetail> imageDetails(Classified classified, String passed) {
    GenerationDetail detail = classified.drawn().detail();
    return classified.pictures().stream()
        .map(picture -> {
          int index = picture.image().index();
          return new ImageDetail(
              index,
              detail.imageSeed(index),
              detail.imagePrompt(index),
              picture.released() ? passed : "quarantined",
              picture.image().pixelHash(),
              picture.checks(),
              picture.checks().stream()
                  .filter(CheckDetail::flagged)
                  .map(CheckDetail::reason)
                  .toList());
        })
        .toList();
  }

  private Optional<Receipt> commit(
      Generation generation,
      GenerationState state,
      GenerationDetail detail,
      List<NewImage> images) {
    Instant at = clock.instant();
    var conclusion =
        new Conclusion(
            state,
            at,
            Json.write(detail),
            images,
            AuditRecord.of(
                generation.id(),
                generation.owner(),
                generation.createdAt(),
                at,
                state,
                detail,
                generation.orderHash()));
    ConclusionOutcome outcome =
        database.inTransaction(
            stores -> stores.generations().conclude(generation.id(), conclusion));
    return switch (outcome) {
      case ConclusionOutcome.Concluded(Receipt receipt) -> {
        listener.moved(generation.id(), state);
        yield Optional.of(receipt);
      }
      case ConclusionOutcome.AlreadyFinal ignored -> Optional.empty();
      case ConclusionOutcome.Unknown ignored -> Optional.empty();
    };
  }
}
