package dev.imprimatur.server.flow;

import dev.imprimatur.contract.FailureCode;
import dev.imprimatur.contract.GenerationOutcome;
import dev.imprimatur.contract.GenerationResult;
import dev.imprimatur.contract.MessageSigner;
import dev.imprimatur.contract.StartReport;
import dev.imprimatur.db.Database;
import dev.imprimatur.db.account.Account;
import dev.imprimatur.db.generation.Generation;
import dev.imprimatur.db.generation.GenerationState;
import dev.imprimatur.policy.bundle.PolicyBundle;
import dev.imprimatur.server.configuration.ServerConfiguration;
import dev.imprimatur.server.flow.GenerationDetail.Denial;
import dev.imprimatur.server.flow.GenerationDetail.Failure;
import dev.imprimatur.server.http.Json;
import dev.imprimatur.server.model.Availability;
import java.time.Clock;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.UUID;
import java.util.function.Supplier;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * The story of a generation: {@link #submit} tells it from the request to the queue, {@link
 * #receive} from the worker's answer to the record.
 *
 * <p>Where policy demands a review, pictures wait between {@code receive} and their release for an
 * officer's {@link #review}.
 *
 * <p>Each stage takes the token of the stage before and hands out its own, so no other order
 * compiles. A refusal by policy, a failure and a cancellation are recorded in the log like a
 * picture; a request that never got so far leaves nothing.
 */
public final class GenerationFlow {
  private static final Logger log = LoggerFactory.getLogger(GenerationFlow.class);

  private final Judgement judgement;
  private final Admission admission;
  private final Marking marking;
  private final Conclusions conclusions;
  private final Reviews reviews;

  private GenerationFlow(
      Judgement judgement,
      Admission admission,
      Marking marking,
      Conclusions conclusions,
      Reviews reviews) {
    this.judgement = judgement;
    this.admission = admission;
    this.marking = marking;
    this.conclusions = conclusions;
    this.reviews = reviews;
  }

  /**
   * The flow over what it stands on.
   *
   * @param bundles gives the policy bundle that is in force; each request asks it once
   * @param signer signs orders
   * @param logOrigin is written into pictures
   * @param listener is told of every move
   * @param decisions is told of every decision
   */
  public static GenerationFlow of(
      ServerConfiguration.Limits limits,
      Database database,
      Supplier<PolicyBundle> bundles,
      MessageSigner signer,
      String logOrigin,
      Availability availability,
      GenerationListener listener,
      DecisionListener decisions,
      Clock clock) {
    var telling = new Telling(decisions);
    return new GenerationFlow(
        new Judgement(database, bundles, telling, clock),
        new Admission(
            database,
            new OrderSigning(signer),
            new Capacity(limits.openPerAccount(), limits.openInAll()),
            availability,
            listener,
            telling,
            clock),
        new Marking(logOrigin),
        new Conclusions(database, listener, clock),
        new Reviews(database, listener, clock));
  }

  /** Takes a request as far as it may go. */
  public Submission submit(GenerationRequest request) {
    return judgement
        .license(request)
        .then(judgement::normalise)
        .then(judgement::permit)
        .then(judgement::rewrite)
        .then(judgement::permitAgain)
        .then(admission::requireAvailability)
        .then(admission::sign)
        .end(admission::queue);
  }

  /**
   * Takes a worker's answer, whose signature was verified.
   *
   * @throws RuntimeException if it could not be committed; then it must come again
   */
  public void receive(GenerationResult result) {
    conclusions.answeredBy(result).ifPresent(generation -> conclude(generation, result));
  }

  private void conclude(Generation generation, GenerationResult result) {
    switch (result.outcome()) {
      case GenerationOutcome.Drawn answer ->
          finish(
              new Drawn(
                  generation,
                  Json.read(generation.detail(), GenerationDetail.class),
                  result.worker(),
                  answer));
      case GenerationOutcome.StartFlagged(var start) ->
          refuseStart(generation, result.worker(), start);
      case GenerationOutcome.Cancelled ignored -> cancel(generation.id());
      case GenerationOutcome.Failed failed ->
          fail(
              generation.id(),
              new Failure(failed.code().name().toLowerCase(Locale.ROOT), explain(failed.code())));
    }
  }

  private void finish(Drawn drawn) {
    try {
      Classified classified = Inspection.classify(drawn);
      Marked marked = marking.mark(classified);
      if (classified.drawn().detail().needsReview() && classified.anyReleased()) {
        conclusions.hold(marked);
      } else {
        conclusions.record(marked);
      }
    } catch (AnswerRefusedException e) {
      refuseAnswer(drawn.generation().id(), drawn.worker(), e);
    }
  }

  /** Whether a picture that was brought is flagged is decided here as well. */
  private void refuseStart(Generation generation, String worker, StartReport start) {
    try {
      GenerationDetail detail = Json.read(generation.detail(), GenerationDetail.class);
      List<CheckDetail> checks = Inspection.start(detail, Optional.of(start));
      List<CheckDetail> flagged = checks.stream().filter(CheckDetail::flagged).toList();
      if (flagged.isEmpty()) {
        throw new AnswerRefusedException("nothing was drawn from a picture that is not flagged");
      }
      conclusions.refuse(
          generation,
          detail
              .startChecked(checks)
              .denied(
                  new Denial(
                      flagged.getFirst().uploadReason(),
                      "The picture that was brought to start from did not pass the image checks.",
                      List.of()),
                  worker));
    } catch (AnswerRefusedException e) {
      refuseAnswer(generation.id(), worker, e);
    }
  }

  private void refuseAnswer(UUID id, String worker, AnswerRefusedException why) {
    log.warn("The answer of {} for {} is refused: {}", worker, id, why.getMessage());
    fail(
        id,
        new Failure(
            "answer_refused",
            "The worker's answer could not be trusted (" + why.getMessage() + ")."));
  }

  /**
   * Ends a generation whose pictures wait for an officer.
   *
   * @param officer who decides; never the owner
   */
  public Review review(UUID id, Account officer, ReviewDecision decision) {
    return reviews.decide(id, officer, decision);
  }

  /** Ends a generation that its owner no longer wants; whether this was still possible. */
  public boolean cancel(UUID id) {
    return conclusions.end(
        id,
        GenerationState.CANCELLED,
        new Failure("cancelled", "The request was cancelled before a picture was released."));
  }

  /** Ends a generation that cannot be drawn; one that has ended stays as it is. */
  public void fail(UUID id, Failure why) {
    if (!conclusions.end(id, GenerationState.FAILED, why)) {
      log.info("{} had already come to its end", id);
    }
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
      case CANNOT_DRAW ->
          "The model cannot draw this so. Choose another sampler, other steps or a smaller size.";
      case ENGINE_FAULT -> "The engine reported a fault while drawing. Please ask again.";
    };
  }
}
