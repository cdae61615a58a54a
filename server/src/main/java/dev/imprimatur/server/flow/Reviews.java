package dev.imprimatur.server.flow;

import dev.imprimatur.db.Database;
import dev.imprimatur.db.Stores;
import dev.imprimatur.db.account.Account;
import dev.imprimatur.db.generation.Conclusion;
import dev.imprimatur.db.generation.Generation;
import dev.imprimatur.db.generation.GenerationState;
import dev.imprimatur.db.generation.ReviewOutcome;
import dev.imprimatur.db.generation.Verdict;
import dev.imprimatur.server.flow.GenerationDetail.ReviewDetail;
import dev.imprimatur.server.http.Json;
import java.time.Clock;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.UUID;
import java.util.stream.Collectors;

/** Officers' decisions on held pictures. Decision, release and entry in the log commit together. */
final class Reviews {
  private static final String HELD = "held";

  private final Database database;
  private final GenerationListener listener;
  private final Clock clock;

  Reviews(Database database, GenerationListener listener, Clock clock) {
    this.database = database;
    this.listener = listener;
    this.clock = clock;
  }

  Review decide(UUID id, Account officer, ReviewDecision decision) {
    Review review =
        database.inTransaction(stores ->
            stores
                .generations()
                .find(id)
                .map(generation -> decide(stores, generation, officer, decision))
                .orElseGet(Review.Unknown::new));
    if (review instanceof Review.Decided(GenerationState state)) {
      listener.moved(id, state);
    }
    return review;
  }

  private Review decide(
      Stores stores, Generation generation, Account officer, ReviewDecision decision) {
    if (generation.state() != GenerationState.IN_REVIEW) {
      return new Review.NotHeld(generation.state());
    }
    GenerationDetail held = Json.read(generation.detail(), GenerationDetail.class);
    Optional<Integer> stranger = stranger(held, decision);
    if (stranger.isPresent()) {
      return new Review.NoSuchPicture(stranger.get());
    }
    GenerationState state =
        decision.released().isEmpty() ? GenerationState.QUARANTINED : GenerationState.RELEASED;
    Instant at = clock.instant();
    GenerationDetail detail = decided(held, officer, decision, at);
    var record =
        AuditRecord.of(
            generation.id(),
            generation.owner(),
            generation.createdAt(),
            at,
            state,
            detail,
            generation.orderHash());
    ReviewOutcome outcome =
        stores
            .reviews()
            .decide(
                generation.id(),
                new Verdict(officer, decision.released()),
                new Conclusion(state, at, Json.write(detail), List.of(), record));
    return switch (outcome) {
      case ReviewOutcome.Decided ignored -> new Review.Decided(state);
      case ReviewOutcome.NotHeld(GenerationState now) -> new Review.NotHeld(now);
      case ReviewOutcome.OwnPictures ignored -> new Review.OwnPictures();
      case ReviewOutcome.Unknown ignored -> new Review.Unknown();
    };
  }

  private static Optional<Integer> stranger(GenerationDetail held, ReviewDecision decision) {
    Set<Integer> awaiting =
        held.images().stream()
            .filter(image -> image.state().equals(HELD))
            .map(ImageDetail::index)
            .collect(Collectors.toSet());
    return decision.released().stream().filter(index -> !awaiting.contains(index)).findFirst();
  }

  private static GenerationDetail decided(
      GenerationDetail held, Account officer, ReviewDecision decision, Instant at) {
    List<ImageDetail> images =
        held.images().stream()
            .map(image ->
                image.state().equals(HELD)
                    ? image.in(
                        decision.released().contains(image.index()) ? "released" : "withheld")
                    : image)
            .toList();
    return held.reviewed(
        images,
        new ReviewDetail(
            officer.pseudonym(), decision.released().size(), decision.reason(), at.toString()));
  }
}
