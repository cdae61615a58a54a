package dev.imprimatur.server.policy;

import dev.imprimatur.db.policy.Activation;
import dev.imprimatur.server.http.FieldError;
import dev.imprimatur.server.http.Identifiers;
import dev.imprimatur.server.http.Problem;
import dev.imprimatur.server.identity.Callers;
import dev.imprimatur.server.identity.Role;
import jakarta.annotation.security.RolesAllowed;
import jakarta.enterprise.context.RequestScoped;
import jakarta.inject.Inject;
import jakarta.ws.rs.Consumes;
import jakarta.ws.rs.POST;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.PathParam;
import jakarta.ws.rs.Produces;
import jakarta.ws.rs.core.MediaType;
import jakarta.ws.rs.core.Response;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.OptionalInt;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/** Putting versions in force, calling that off, and going back. */
@RequestScoped
@Path("policy-activations")
@Produces(MediaType.APPLICATION_JSON)
@Consumes(MediaType.APPLICATION_JSON)
@RolesAllowed({Role.POLICY_AUTHOR, Role.COMPLIANCE_OFFICER})
@SuppressWarnings("NullAway.Init") // The container fills the fields.
public class ActivationResource {
  @Inject private Callers callers;
  @Inject private PolicyAdministration policies;

  /** Puts an approved version in force, at once or from a time on. */
  @POST
  public Response activate(@Nullable ActivationBody body) {
    Optional<UUID> bundle = bundle(body);
    var errors = new ArrayList<FieldError>();
    if (bundle.isEmpty()) {
      errors.add(new FieldError("bundle", "must be the id of a policy bundle"));
    }
    Reasons.missing(body == null ? null : body.note()).ifPresent(errors::add);
    if (body == null || !errors.isEmpty()) {
      return Problem.invalid(errors).response();
    }
    return answer(
        policies
            .activation()
            .activate(
                callers.current(),
                bundle.orElseThrow(),
                Optional.ofNullable(body.at()),
                Reasons.text(body.note())));
  }

  /** Goes back to an earlier version at once, to the one before unless one is named. */
  @POST
  @Path("rollback")
  public Response rollBack(@Nullable RollbackBody body) {
    Optional<FieldError> missing = Reasons.missing(body == null ? null : body.note());
    if (body == null || missing.isPresent()) {
      return Problem.invalid(missing.stream().toList()).response();
    }
    OptionalInt number =
        body.number() == null ? OptionalInt.empty() : OptionalInt.of(body.number());
    return answer(
        policies.activation().rollBack(callers.current(), number, Reasons.text(body.note())));
  }

  /** Calls off an activation that is still to come. */
  @POST
  @Path("{id}/cancellation")
  public Response cancel(@PathParam("id") String id, PolicyResource.@Nullable NoteBody body) {
    @Nullable String note = body == null ? null : body.note();
    Optional<FieldError> missing = Reasons.missing(note);
    if (missing.isPresent()) {
      return Problem.invalid(List.of(missing.get())).response();
    }
    return Identifiers.uuid(id)
        .map(known ->
            Answers.of(
                policies.activation().cancel(callers.current(), known, Reasons.text(note)),
                cancelled -> Response.noContent().build()))
        .orElseGet(() -> Problem.notFound("activation that is still to come").response());
  }

  private static Optional<UUID> bundle(@Nullable ActivationBody body) {
    return body == null
        ? Optional.empty()
        : Optional.ofNullable(body.bundle()).flatMap(Identifiers::uuid);
  }

  private static Response answer(Outcome<Activation> outcome) {
    return Answers.of(
        outcome,
        ordered ->
            Response.status(Response.Status.CREATED)
                .entity(PolicyViews.activation(ordered))
                .build());
  }

  /**
   * What is to be put in force.
   *
   * @param bundle the id of an approved bundle
   * @param at from when on; at once if null
   * @param note why
   */
  public record ActivationBody(
      @Nullable String bundle, @Nullable Instant at, @Nullable String note) {}

  /**
   * Where to go back to.
   *
   * @param number of a version, 0 for the bundle in the installation's folder; the one before if
   *     null
   * @param note why
   */
  public record RollbackBody(@Nullable Integer number, @Nullable String note) {}
}
