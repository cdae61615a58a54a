package dev.imprimatur.server.attestation;

import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.imprimatur.db.Database;
import dev.imprimatur.db.Stores;
import dev.imprimatur.db.account.Account;
import dev.imprimatur.policy.licence.Attestation;
import dev.imprimatur.policy.licence.Licence;
import dev.imprimatur.server.http.FieldError;
import dev.imprimatur.server.http.Identifiers;
import dev.imprimatur.server.http.Problem;
import dev.imprimatur.server.identity.Caller;
import dev.imprimatur.server.identity.Callers;
import dev.imprimatur.server.identity.Role;
import dev.imprimatur.server.policy.ActiveBundle;
import dev.imprimatur.server.policy.Reasons;
import jakarta.annotation.security.RolesAllowed;
import jakarta.enterprise.context.RequestScoped;
import jakarta.inject.Inject;
import jakarta.ws.rs.Consumes;
import jakarta.ws.rs.GET;
import jakarta.ws.rs.POST;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.PathParam;
import jakarta.ws.rs.Produces;
import jakarta.ws.rs.core.MediaType;
import jakarta.ws.rs.core.Response;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/** What operators attest for the licences of the bundle in force. */
@RequestScoped
@Path("licence-attestations")
@Produces(MediaType.APPLICATION_JSON)
@RolesAllowed({Role.OPERATOR, Role.POLICY_AUTHOR, Role.COMPLIANCE_OFFICER, Role.AUDITOR})
@SuppressWarnings("NullAway.Init") // The container fills the fields.
public class AttestationResource {
  @Inject private Callers callers;
  @Inject private ActiveBundle bundle;
  @Inject private Database database;
  @Inject private Clock clock;

  /** What is needed, what stands, and what was attested. */
  @GET
  public ObjectNode list() {
    return database.inTransaction(
        stores -> AttestationView.all(bundle.get(), stores, clock.instant()));
  }

  /** Attests exactly the statement that was shown, for as long as the licence document says. */
  @POST
  @Consumes(MediaType.APPLICATION_JSON)
  @RolesAllowed(Role.OPERATOR)
  public Response attest(@Nullable AttestationBody body) {
    Optional<Attestation.OfOperator> needed = needed(body == null ? null : body.subject());
    var errors = new ArrayList<FieldError>();
    if (needed.isEmpty()) {
      errors.add(
          new FieldError(
              "subject", "must be a clause that the operator attests, as licence#clause"));
    } else if (body == null || !needed.get().statement().equals(body.statement())) {
      errors.add(new FieldError("statement", "must be exactly the one that is shown"));
    }
    Reasons.missing(body == null ? null : body.note()).ifPresent(errors::add);
    if (body == null || !errors.isEmpty()) {
      return Problem.invalid(errors).response();
    }
    Instant now = clock.instant();
    return database.inTransaction(stores ->
        Response.status(Response.Status.CREATED)
            .entity(
                AttestationView.of(
                    stores
                        .attestations()
                        .attest(
                            String.valueOf(body.subject()),
                            needed.orElseThrow().statement(),
                            account(stores),
                            now,
                            Duration.ofDays(needed.orElseThrow().days()),
                            Reasons.text(body.note())),
                    now))
            .build());
  }

  /** Ends an attestation before its time; what it opened is closed at once. */
  @POST
  @Path("{id}/revocation")
  @Consumes(MediaType.APPLICATION_JSON)
  @RolesAllowed({Role.OPERATOR, Role.COMPLIANCE_OFFICER})
  public Response revoke(@PathParam("id") String id, @Nullable NoteBody body) {
    Optional<FieldError> missing = Reasons.missing(body == null ? null : body.note());
    if (body == null || missing.isPresent()) {
      return Problem.invalid(missing.stream().toList()).response();
    }
    Optional<UUID> known = Identifiers.uuid(id);
    boolean revoked =
        known.isPresent()
            && database.<Boolean>inTransaction(stores ->
                stores
                    .attestations()
                    .revoke(
                        known.get(), account(stores), clock.instant(), Reasons.text(body.note())));
    return revoked
        ? Response.noContent().build()
        : Problem.notFound("attestation that could be revoked").response();
  }

  private Optional<Attestation.OfOperator> needed(@Nullable String subject) {
    List<Licence> licences = bundle.get().contents().licences();
    return subject == null
        ? Optional.empty()
        : licences.stream()
            .flatMap(licence ->
                Optional.ofNullable(licence.operatorAttestations().get(subject)).stream())
            .findFirst();
  }

  private Account account(Stores stores) {
    Caller caller = callers.current();
    return stores.accounts().seen(caller.subject(), caller.userName(), clock.instant());
  }

  /**
   * What is attested.
   *
   * @param subject a clause, as licence#clause
   * @param statement as shown
   * @param note on what grounds
   */
  public record AttestationBody(
      @Nullable String subject, @Nullable String statement, @Nullable String note) {}

  /** Why something is revoked. */
  public record NoteBody(@Nullable String note) {}
}
