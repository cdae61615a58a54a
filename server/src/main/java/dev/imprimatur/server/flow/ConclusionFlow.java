package dev.imprimatur.server.flow;

import dev.imprimatur.contract.DrawnImage;
import dev.imprimatur.contract.FailureCode;
import dev.imprimatur.contract.GenerationOutcome;
import dev.imprimatur.contract.GenerationResult;
import dev.imprimatur.db.Database;
import dev.imprimatur.db.generation.Conclusion;
import dev.imprimatur.db.generation.ConclusionOutcome;
import dev.imprimatur.db.generation.Generation;
import dev.imprimatur.db.generation.GenerationState;
import dev.imprimatur.db.generation.NewImage;
import dev.imprimatur.db.receipt.Receipt;
import dev.imprimatur.provenance.PngMark;
import dev.imprimatur.provenance.PngMarking;
import dev.imprimatur.server.flow.GenerationDetail.Failure;
import dev.imprimatur.server.flow.GenerationDetail.ImageDetail;
import dev.imprimatur.server.http.Json;
import java.io.IOException;
import java.time.Clock;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Objects;
import java.util.Optional;
import java.util.UUID;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * How a generation ends: drawn, classified, marked, recorded. The pictures and their entry in the
 * log commit together, once; an answer that comes twice, or after the end, changes nothing.
 */
public final class ConclusionFlow {
  private static final Logger log = LoggerFactory.getLogger(ConclusionFlow.class);

  private final Database database;
  private final String logOrigin;
  private final GenerationListener listener;
  private final Clock clock;

  ConclusionFlow(Database database, String logOrigin, GenerationListener listener, Clock clock) {
    this.database = database;
    this.logOrigin = logOrigin;
    this.listener = listener;
    this.clock = clock;
  }

  /**
   * Takes a worker's answer, whose signature was verified.
   *
   * @throws RuntimeException if it could not be committed; then it must come again
   */
  public void receive(GenerationResult result) {
    Optional<Generation> found =
        database.inTransaction(stores -> stores.generations().find(result.jobId()));
    if (found.isEmpty() || found.get().state().isFinal()) {
      log.info("An answer for {} came after its end", result.jobId());
      return;
    }
    Generation generation = found.get();
    if (!Objects.equals(generation.orderHash().orElse(null), result.orderHash())) {
      log.warn("{} answered another order than that of {}", result.worker(), result.jobId());
      return;
    }
    switch (result.outcome()) {
      case GenerationOutcome.Drawn answer -> conclude(drawn(generation, result, answer));
      case GenerationOutcome.Cancelled ignored -> cancel(generation.id());
      case GenerationOutcome.Failed failed ->
          fail(generation.id(), new Failure(lowerCase(failed.code()), explain(failed.code())));
    }
  }

  /** Ends a generation that its owner no longer wants; whether this was still possible. */
  public boolean cancel(UUID id) {
    return end(
        id,
        GenerationState.CANCELLED,
        new Failure("cancelled", "The request was cancelled before a picture was released."));
  }

  /** Ends a generation that cannot be drawn. */
  public void fail(UUID id, Failure why) {
    end(id, GenerationState.FAILED, why);
  }

  private static Drawn drawn(
      Generation generation, GenerationResult result, GenerationOutcome.Drawn answer) {
    return new Drawn(
        generation,
        Json.read(generation.detail(), GenerationDetail.class),
        result.worker(),
        result.finishedAt(),
        answer);
  }

  private void conclude(Drawn drawn) {
    try {
      Marked marked = mark(Inspection.classify(drawn));
      Optional<Recorded> recorded = record(marked);
      recorded.ifPresent(
          done -> listener.moved(drawn.generation().id(), state(done.marked().classified())));
    } catch (AnswerRefusedException e) {
      log.warn(
          "The answer of {} for {} is refused: {}",
          drawn.worker(),
          drawn.generation().id(),
          e.getMessage());
      fail(
          drawn.generation().id(),
          new Failure(
              "answer_refused",
              "The worker's answer could not be trusted (" + e.getMessage() + ")."));
    }
  }

  private Marked mark(Classified classified) throws AnswerRefusedException {
    var images = new ArrayList<NewImage>();
    for (Classified.Picture picture : classified.pictures()) {
      images.add(
          new NewImage(
              picture.image().index(),
              picture.image().pixelHash(),
              picture.released(),
              marked(classified.drawn(), picture.image())));
    }
    return new Marked(classified, images);
  }

  private byte[] marked(Drawn drawn, DrawnImage image) throws AnswerRefusedException {
    try {
      return PngMarking.mark(
          image.png(),
          new PngMark(
              drawn.generation().id().toString(),
              image.index(),
              drawn.detail().modelTitle(),
              drawn.detail().licence().id(),
              logOrigin));
    } catch (IOException e) {
      throw new AnswerRefusedException("a picture is no PNG file that can be marked");
    }
  }

  private Optional<Recorded> record(Marked marked) {
    Drawn drawn = marked.classified().drawn();
    GenerationDetail detail =
        drawn
            .detail()
            .drawn(
                imageDetails(marked.classified()),
                drawn.answer().notices(),
                drawn.worker(),
                drawn.answer().trace());
    return commit(drawn.generation(), state(marked.classified()), detail, marked.images())
        .map(receipt -> new Recorded(marked, receipt));
  }

  private static List<ImageDetail> imageDetails(Classified classified) {
    GenerationDetail detail = classified.drawn().detail();
    return classified.pictures().stream()
        .map(picture -> {
          int index = picture.image().index();
          return new ImageDetail(
              index,
              detail.imageSeed(index),
              detail.imagePrompt(index),
              picture.released() ? "released" : "quarantined",
              picture.image().pixelHash(),
              picture.checks());
        })
        .toList();
  }

  private static GenerationState state(Classified classified) {
    return classified.anyReleased() ? GenerationState.RELEASED : GenerationState.QUARANTINED;
  }

  private boolean end(UUID id, GenerationState state, Failure why) {
    Optional<Generation> found = database.inTransaction(stores -> stores.generations().find(id));
    if (found.isEmpty() || found.get().state().isFinal()) {
      return false;
    }
    GenerationDetail detail = Json.read(found.get().detail(), GenerationDetail.class).failed(why);
    boolean ended = commit(found.get(), state, detail, List.of()).isPresent();
    if (ended) {
      listener.moved(id, state);
    }
    return ended;
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
      case ConclusionOutcome.Concluded(Receipt receipt) -> Optional.of(receipt);
      case ConclusionOutcome.AlreadyFinal ignored -> Optional.empty();
      case ConclusionOutcome.Unknown ignored -> Optional.empty();
    };
  }

  private static String lowerCase(Enum<?> value) {
    return value.name().toLowerCase(Locale.ROOT);
  }

  /** The worker's own text is for operators; users get ours. */
  private static String explain(FailureCode code) {
    return switch (code) {
      case UNKNOWN_MODEL -> "The worker does not hold this model.";
      case MODEL_MISMATCH -> "The worker holds another version of this model than was approved.";
      case CHECK_UNAVAILABLE -> "The worker cannot make a check that every picture must pass.";
      case EXPIRED -> "No worker was free for too long. Please ask again.";
      case REPLAYED -> "The order had been finished before.";
      case OUT_OF_MEMORY ->
          "The picture does not fit into the worker's memory. Ask for a smaller one.";
      case ENGINE_FAULT -> "The engine reported a fault while drawing. Please ask again.";
    };
  }
}
