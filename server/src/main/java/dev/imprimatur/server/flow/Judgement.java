package dev.imprimatur.server.flow;

import dev.imprimatur.db.Database;
import dev.imprimatur.db.Stores;
import dev.imprimatur.db.account.Account;
import dev.imprimatur.db.generation.Conclusion;
import dev.imprimatur.db.generation.GenerationState;
import dev.imprimatur.db.generation.NewGeneration;
import dev.imprimatur.db.licence.Agreement;
import dev.imprimatur.policy.bundle.PolicyBundle;
import dev.imprimatur.policy.decision.Decision;
import dev.imprimatur.policy.decision.Phase;
import dev.imprimatur.policy.licence.Licence;
import dev.imprimatur.policy.prompt.NormalisedPrompt;
import dev.imprimatur.policy.prompt.PromptNormaliser;
import dev.imprimatur.server.attestation.LicenceStanding;
import dev.imprimatur.server.http.Json;
import java.time.Clock;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.UUID;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;

/** The stages that decide whether a request may be drawn, and from which words. */
final class Judgement {
  private final Database database;
  private final Supplier<PolicyBundle> bundles;
  private final Telling telling;
  private final Clock clock;
  private final PromptNormaliser normaliser = new PromptNormaliser();

  Judgement(Database database, Supplier<PolicyBundle> bundles, Telling telling, Clock clock) {
    this.database = database;
    this.bundles = bundles;
    this.telling = telling;
    this.clock = clock;
  }

  Stage<Licensed> license(GenerationRequest request) {
    PolicyBundle bundle = bundles.get();
    Licence licence = bundle.licence(request.model().licence()).orElseThrow();
    return database.inTransaction(stores -> {
      Optional<String> closed = LicenceStanding.closed(stores, licence, clock.instant());
      if (closed.isPresent()) {
        return Stage.ended(new Submission.LicenceClosed(closed.get()));
      }
      Account account = account(stores, request);
      var agreement =
          new Agreement(request.model().id(), licence.id(), licence.version(), licence.sha256());
      return stores
          .acceptances()
          .find(account, agreement)
          .map(accepted -> Stage.passed(new Licensed(request, account, licence, accepted, bundle)))
          .orElseGet(
              () -> Stage.ended(new Submission.LicenceNeeded(request.model().id(), licence)));
    });
  }

  Stage<Normalised> normalise(Licensed licensed) {
    return Stage.passed(
        new Normalised(
            licensed,
            read(licensed.request(), licensed.request().prompt()),
            read(licensed.request(), licensed.request().negativePrompt())));
  }

  private NormalisedPrompt read(GenerationRequest request, String text) {
    return Requests.read(normaliser, text, request.weights());
  }

  Stage<Permitted> permit(Normalised normalised) {
    return switch (decide(normalised, normalised.prompt(), Phase.ORIGINAL)) {
      case Decision.Allowed allowed -> Stage.passed(new Permitted(normalised, allowed));
      case Decision.Denied denied -> Stage.ended(refuse(normalised, denied, null));
    };
  }

  Stage<Rewritten> rewrite(Permitted permitted) {
    GenerationRequest request = permitted.normalised().request();
    return Stage.passed(
        new Rewritten(
            permitted,
            permitted
                .normalised()
                .bundle()
                .rewrite(
                    permitted.normalised().prompt(),
                    request.settings().count(),
                    request.settings().seed(),
                    permitted.choice(),
                    request.model().id())));
  }

  /** The rewriter is not trusted more than a user: what it wrote is decided on as well. */
  Stage<PermittedAgain> permitAgain(Rewritten rewritten) {
    Normalised normalised = rewritten.permitted().normalised();
    List<String> texts =
        rewritten.rewriting().textsToDecide(rewritten.permitted().overridesDeclining());
    var decisions = new ArrayList<Decision.Allowed>();
    for (String text : texts) {
      switch (decide(normalised, normaliser.normalise(text), Phase.REWRITTEN)) {
        case Decision.Allowed allowed -> decisions.add(allowed);
        case Decision.Denied denied -> {
          return Stage.ended(refuse(normalised, denied, rewritten));
        }
      }
    }
    return Stage.passed(new PermittedAgain(rewritten, decisions));
  }

  private Submission refuse(
      Normalised normalised, Decision.Denied denied, @Nullable Rewritten rewritten) {
    UUID id = UUID.randomUUID();
    Instant at = clock.instant();
    GenerationDetail detail = Details.of(normalised, denied, rewritten);
    database.inTransaction(stores -> {
      Account account = account(stores, normalised.request());
      return stores
          .generations()
          .refuse(
              new NewGeneration(id, account, detail.tenant(), detail.model()),
              new Conclusion(
                  GenerationState.DENIED,
                  at,
                  Json.write(detail),
                  List.of(),
                  AuditRecord.of(
                      id, account, at, at, GenerationState.DENIED, detail, Optional.empty())));
    });
    telling.refused(id, at, normalised, denied);
    return new Submission.Denied(id, denied);
  }

  private Decision decide(Normalised normalised, NormalisedPrompt text, Phase phase) {
    return normalised.bundle().decide(Requests.of(normalised, text, phase));
  }

  private Account account(Stores stores, GenerationRequest request) {
    return stores
        .accounts()
        .seen(request.caller().subject(), request.caller().userName(), clock.instant());
  }
}
