package dev.imprimatur.server.flow;

import dev.imprimatur.db.Database;
import dev.imprimatur.db.Stores;
import dev.imprimatur.db.account.Account;
import dev.imprimatur.db.generation.GenerationState;
import dev.imprimatur.db.generation.NewGeneration;
import dev.imprimatur.db.generation.OutgoingOrder;
import dev.imprimatur.server.http.Json;
import dev.imprimatur.server.model.Availability;
import java.time.Clock;
import java.time.Instant;
import java.util.Optional;
import java.util.UUID;

/** The stages that take a permitted request in, if it can be drawn and there is room. */
final class Admission {
  private final Database database;
  private final OrderSigning signing;
  private final Capacity capacity;
  private final Availability availability;
  private final GenerationListener listener;
  private final Telling telling;
  private final Clock clock;

  Admission(
      Database database,
      OrderSigning signing,
      Capacity capacity,
      Availability availability,
      GenerationListener listener,
      Telling telling,
      Clock clock) {
    this.database = database;
    this.signing = signing;
    this.capacity = capacity;
    this.availability = availability;
    this.listener = listener;
    this.telling = telling;
    this.clock = clock;
  }

  Stage<PermittedAgain> requireAvailability(PermittedAgain permitted) {
    Optional<String> missing = availability.missing(permitted.normalised().request().model());
    return missing.isPresent()
        ? Stage.ended(new Submission.Unavailable(missing.get()))
        : Stage.passed(permitted);
  }

  Stage<Signed> sign(PermittedAgain permitted) {
    return Stage.passed(signing.sign(permitted, clock.instant()));
  }

  Submission queue(Signed signed) {
    Submission outcome =
        database.inTransaction(stores -> {
          Account account = signed.permitted().normalised().licensed().account();
          return capacity
              .exceeded(stores, account)
              .or(() -> gone(stores, account, signed))
              .orElseGet(() -> admit(stores, account, signed));
        });
    if (outcome instanceof Submission.Queued(UUID id)) {
      listener.moved(id, GenerationState.QUEUED);
      telling.admitted(signed, signed.order().issuedAt());
    }
    return outcome;
  }

  /** What is still there stays until this transaction ends, and from then on while it is in use. */
  private Optional<Submission> gone(Stores stores, Account account, Signed signed) {
    Instant now = clock.instant();
    return signed.permitted().normalised().request().start().stream()
        .flatMap(start ->
            start
                .uploads()
                .filter(upload -> !stores.uploads().keep(account, upload, now))
                .map(upload -> (Submission) new Submission.UploadGone(start.isMask(upload))))
        .findFirst();
  }

  private static Submission admit(Stores stores, Account account, Signed signed) {
    UUID id = signed.order().jobId();
    GenerationDetail detail = Details.of(signed);
    stores
        .generations()
        .admit(
            new NewGeneration(id, account, detail.tenant(), signed.order().model()),
            Json.write(detail),
            signed.message().payloadHash(),
            new OutgoingOrder(
                id,
                signed.message().keyId(),
                signed.message().payload(),
                signed.message().signature(),
                signed.order().expiresAt()),
            signed.order().issuedAt());
    signed
        .permitted()
        .normalised()
        .request()
        .uploads()
        .forEach(upload -> stores.uploads().use(upload, id));
    return new Submission.Queued(id);
  }
}
