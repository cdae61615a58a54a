package dev.imprimatur.db.generation;

import dev.imprimatur.db.account.Account;
import java.time.Instant;
import java.util.Optional;
import java.util.UUID;

/**
 * A request and what became of it.
 *
 * @param id also the id of its job
 * @param owner who asked
 * @param createdAt when it was decided on
 * @param finishedAt when it became final
 * @param state where it is in its life
 * @param tenant under whose rules it was decided, if under any
 * @param model what was asked to draw
 * @param orderHash of the order that was signed for it, if one was
 * @param detail what the server keeps of it, as JSON; holds the prompt
 */
public record Generation(
    UUID id,
    Account owner,
    Instant createdAt,
    Optional<Instant> finishedAt,
    GenerationState state,
    Optional<String> tenant,
    String model,
    Optional<String> orderHash,
    String detail) {
  /** Leaves out the detail, so that no prompt reaches a log file by accident. */
  @Override
  public String toString() {
    return "Generation[" + id + ", " + state + "]";
  }
}
