package dev.imprimatur.server.audit;

import dev.imprimatur.db.Database;
import dev.imprimatur.db.generation.Generation;
import dev.imprimatur.policy.explanation.Reader;
import dev.imprimatur.server.explanation.ExplanationAnswers;
import dev.imprimatur.server.explanation.Explanations;
import dev.imprimatur.server.http.Identifiers;
import dev.imprimatur.server.http.Problem;
import dev.imprimatur.server.identity.Caller;
import dev.imprimatur.server.identity.Callers;
import dev.imprimatur.server.identity.Role;
import jakarta.annotation.security.RolesAllowed;
import jakarta.enterprise.context.RequestScoped;
import jakarta.inject.Inject;
import jakarta.ws.rs.GET;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.PathParam;
import jakarta.ws.rs.Produces;
import jakarta.ws.rs.QueryParam;
import jakarta.ws.rs.core.MediaType;
import jakarta.ws.rs.core.Response;
import java.time.Clock;
import java.util.List;
import java.util.Optional;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/**
 * Why anybody's request was decided as it was. It shows words, so asking is recorded in the log.
 */
@RequestScoped
@Path("audit/generations/{id}/explanation")
@Produces(MediaType.APPLICATION_JSON)
@RolesAllowed({Role.COMPLIANCE_OFFICER, Role.AUDITOR})
@SuppressWarnings("NullAway.Init") // The container fills the fields.
public class AuditExplanationResource {
  @Inject private Callers callers;
  @Inject private Database database;
  @Inject private Explanations explanations;
  @Inject private Clock clock;

  /** The policies with what they read, the words that mattered, and what would pass. */
  @GET
  public Response explain(
      @PathParam("id") String id, @QueryParam("reason") @Nullable String reason) {
    String given = AuditReason.text(reason);
    if (!AuditReason.suffices(given)) {
      return Problem.invalid(List.of(AuditReason.error("you open this request"))).response();
    }
    return Identifiers.uuid(id)
        .flatMap(known -> opened(known, given))
        .map(generation -> ExplanationAnswers.of(explanations.explain(generation, Reader.OFFICER)))
        .orElseGet(() -> Problem.notFound("generation").response());
  }

  private Optional<Generation> opened(UUID id, String reason) {
    Caller caller = callers.current();
    return database.inTransaction(stores -> {
      Optional<Generation> generation = stores.generations().find(id);
      generation.ifPresent(found ->
          stores
              .accesses()
              .record(
                  stores.accounts().seen(caller.subject(), caller.userName(), clock.instant()),
                  found.id(),
                  reason,
                  clock.instant()));
      return generation;
    });
  }
}
