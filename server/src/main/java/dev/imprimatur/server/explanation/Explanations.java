package dev.imprimatur.server.explanation;

import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.imprimatur.db.generation.Generation;
import dev.imprimatur.policy.bundle.PolicyBundle;
import dev.imprimatur.policy.decision.Decision;
import dev.imprimatur.policy.decision.PolicyRequest;
import dev.imprimatur.policy.explanation.Explainer;
import dev.imprimatur.policy.explanation.Explanation;
import dev.imprimatur.policy.explanation.Reader;
import dev.imprimatur.server.flow.RecordedRequest;
import dev.imprimatur.server.policy.BundleShelf;
import java.util.Optional;
import java.util.concurrent.Semaphore;
import java.util.stream.Stream;

/**
 * Explains recorded decisions. An explanation asks the policies up to some hundred times, so few
 * are made at once, and who comes too many is sent away instead of waiting.
 */
public final class Explanations {
  private static final int AT_ONCE = 2;

  private final BundleShelf shelf;
  private final Semaphore room = new Semaphore(AT_ONCE);

  public Explanations(BundleShelf shelf) {
    this.shelf = shelf;
  }

  /** Explains the decision on a generation. */
  public Answered explain(Generation generation, Reader reader) {
    if (!room.tryAcquire()) {
      return new Answered.Busy();
    }
    try {
      RecordedRequest recorded = RecordedRequest.of(generation);
      Optional<PolicyBundle> bundle = shelf.ofManifest(recorded.detail().decision().bundleHash());
      return new Answered.Explained(
          bundle
              .map(deciding -> explained(deciding, recorded, reader))
              .orElseGet(() -> ExplanationView.ofRecord(recorded.detail())));
    } finally {
      room.release();
    }
  }

  private static ObjectNode explained(
      PolicyBundle bundle, RecordedRequest recorded, Reader reader) {
    PolicyRequest request = decisive(bundle, recorded);
    Explanation explanation = new Explainer(bundle).explain(request, reader);
    return ExplanationView.of(explanation, request, recorded.assumed());
  }

  /**
   * The text on which the record hangs: where the user's own words pass without an obligation, it
   * may be one that the rewriter wrote.
   */
  private static PolicyRequest decisive(PolicyBundle bundle, RecordedRequest recorded) {
    boolean allowed = recorded.detail().ruling().allowed();
    boolean obliged = !recorded.detail().ruling().obligations().isEmpty();
    return Stream.concat(Stream.of(recorded.request()), recorded.rewritten().stream())
        .filter(request ->
            switch (bundle.decide(request)) {
              case Decision.Denied ignored -> !allowed;
              case Decision.Allowed each -> allowed && obliged && !each.obligations().isEmpty();
            })
        .findFirst()
        .orElse(recorded.request());
  }
}
