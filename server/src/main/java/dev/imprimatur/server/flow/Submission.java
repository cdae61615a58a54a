package dev.imprimatur.server.flow;

import dev.imprimatur.policy.decision.Decision;
import dev.imprimatur.policy.licence.Licence;
import java.time.Duration;
import java.util.UUID;

/** What became of a request when it was made. */
public sealed interface Submission {
  /** It waits for a worker. */
  record Queued(UUID id) implements Submission {}

  /** Policy forbids it. That is recorded under this id. */
  record Denied(UUID id, Decision.Denied decision) implements Submission {}

  /**
   * The caller has not accepted this licence for this model, or has withdrawn that. Nothing is
   * recorded.
   *
   * @param model its id
   */
  record LicenceNeeded(String model, Licence licence) implements Submission {}

  /**
   * Nobody is offered models under this licence now. Nothing is recorded.
   *
   * @param why for people
   */
  record LicenceClosed(String why) implements Submission {}

  /**
   * Too much is waiting. Nothing is recorded.
   *
   * @param own whether it is the caller's own that is too much
   * @param retryAfter when to try again
   */
  record Busy(boolean own, Duration retryAfter) implements Submission {}

  /**
   * A picture that was brought for it has been removed meanwhile. Nothing is recorded.
   *
   * @param mask whether that was its mask, not what it starts from
   */
  record UploadGone(boolean mask) implements Submission {}

  /**
   * Something that drawing needs is away. Nothing is recorded.
   *
   * @param what for people
   */
  record Unavailable(String what) implements Submission {}
}
