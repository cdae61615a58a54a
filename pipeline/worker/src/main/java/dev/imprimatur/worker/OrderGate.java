package dev.imprimatur.worker;

import dev.imprimatur.contract.CheckOrder;
import dev.imprimatur.contract.FailureCode;
import dev.imprimatur.contract.GenerationOrder;
import dev.imprimatur.contract.MessageVerifier;
import dev.imprimatur.contract.SignedMessage;
import dev.imprimatur.contract.Verification;
import java.time.Clock;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.function.Supplier;

/** Decides whether an order counts. Used by one thread. */
final class OrderGate {
  private final MessageVerifier verifier;
  private final ReplayLedger ledger;
  private final Supplier<Map<String, String>> modelHashes;
  private final Set<String> checks;
  private final Clock clock;

  /**
   * A gate.
   *
   * @param verifier trusts the server's key alone
   * @param ledger the jobs that are finished
   * @param modelHashes the present checkpoint hashes by model id
   * @param checks names of the checks that run here
   * @param clock tells which orders are too old
   */
  OrderGate(
      MessageVerifier verifier,
      ReplayLedger ledger,
      Supplier<Map<String, String>> modelHashes,
      Set<String> checks,
      Clock clock) {
    this.verifier = verifier;
    this.ledger = ledger;
    this.modelHashes = modelHashes;
    this.checks = Set.copyOf(checks);
    this.clock = clock;
  }

  /** What to do with a message that arrived on the queue of orders. */
  sealed interface Admission {
    /** Draw it. */
    record Accepted(GenerationOrder order, String orderHash) implements Admission {}

    /** It is the server's, but cannot be drawn here: say so. */
    record Rejected(GenerationOrder order, String orderHash, FailureCode code, String message)
        implements Admission {}

    /** Nobody is owed an answer: it is not the server's, or was answered before. */
    record Dropped(String reason) implements Admission {}
  }

  Admission admit(SignedMessage message) {
    return switch (verifier.order(message)) {
      case Verification.Refused<GenerationOrder>(String reason) -> new Admission.Dropped(reason);
      case Verification.Genuine<GenerationOrder>(var order, var hash, var keyId) ->
          admit(order, hash);
    };
  }

  private Admission admit(GenerationOrder order, String hash) {
    // Answering a replay could overtake the first answer, so it is dropped in silence.
    if (ledger.isFinished(order.jobId())) {
      return new Admission.Dropped("order " + order.jobId() + " is a replay: it is finished");
    }
    if (!clock.instant().isBefore(order.expiresAt())) {
      return new Admission.Rejected(
          order, hash, FailureCode.EXPIRED, "the order expired at " + order.expiresAt());
    }
    return modelFault(order, hash)
        .or(() -> checkFault(order, hash))
        .orElseGet(() -> new Admission.Accepted(order, hash));
  }

  private Optional<Admission> modelFault(GenerationOrder order, String hash) {
    String held = modelHashes.get().get(order.model());
    if (held == null) {
      return Optional.of(
          new Admission.Rejected(
              order, hash, FailureCode.UNKNOWN_MODEL, "no model " + order.model() + " here"));
    }
    if (!held.equals(order.modelHash())) {
      return Optional.of(
          new Admission.Rejected(
              order,
              hash,
              FailureCode.MODEL_MISMATCH,
              "the checkpoint here is " + held + ", approved was " + order.modelHash()));
    }
    return Optional.empty();
  }

  private Optional<Admission> checkFault(GenerationOrder order, String hash) {
    return order.checks().stream()
        .map(CheckOrder::name)
        .filter(name -> !checks.contains(name))
        .findFirst()
        .map(name ->
            new Admission.Rejected(
                order, hash, FailureCode.CHECK_UNAVAILABLE, "no check " + name + " here"));
  }
}
