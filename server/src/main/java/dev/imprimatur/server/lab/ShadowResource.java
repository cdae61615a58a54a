package dev.imprimatur.server.lab;

import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.imprimatur.policy.rehearsal.Difference;
import dev.imprimatur.server.http.FieldError;
import dev.imprimatur.server.http.Identifiers;
import dev.imprimatur.server.http.Problem;
import dev.imprimatur.server.identity.Callers;
import dev.imprimatur.server.identity.Role;
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
import jakarta.ws.rs.QueryParam;
import jakarta.ws.rs.core.MediaType;
import jakarta.ws.rs.core.Response;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/** A bundle that decides beside the one in force, without effect. */
@RequestScoped
@Path("policies/shadow")
@Produces(MediaType.APPLICATION_JSON)
@RolesAllowed({Role.POLICY_AUTHOR, Role.COMPLIANCE_OFFICER, Role.AUDITOR})
@SuppressWarnings("NullAway.Init") // The container fills the fields.
public class ShadowResource {
  @Inject private Callers callers;
  @Inject private ShadowOrders orders;
  @Inject private ShadowViews views;

  /** The run that goes on, with its counts, and the latest runs. */
  @GET
  public ObjectNode show() {
    return views.all();
  }

  /** Decisions of one run that came out otherwise, the newest first. */
  @GET
  @Path("{run}/differences")
  public Response differences(
      @PathParam("run") String run,
      @QueryParam("difference") @Nullable String difference,
      @QueryParam("cursor") @Nullable String cursor) {
    Optional<UUID> known = Identifiers.uuid(run);
    if (known.isEmpty()) {
      return Problem.notFound("shadow run").response();
    }
    Optional<Difference> kind = Optional.ofNullable(difference).flatMap(Difference::of);
    var errors = new ArrayList<FieldError>();
    if (difference != null && kind.isEmpty()) {
      errors.add(ReplayQuery.unknownDifference());
    }
    if (cursor != null && !cursor.matches("[0-9]{1,18}")) {
      errors.add(new FieldError("cursor", "must be one that the page before named"));
    }
    return errors.isEmpty()
        ? Response.ok(
                views.differences(
                    known.get(), kind, cursor == null ? Long.MAX_VALUE : Long.parseLong(cursor)))
            .build()
        : Problem.invalid(errors).response();
  }

  /** Lets a bundle decide from now on, without effect. */
  @POST
  @Consumes(MediaType.APPLICATION_JSON)
  @RolesAllowed({Role.POLICY_AUTHOR, Role.COMPLIANCE_OFFICER})
  public Response start(@Nullable StartBody body) {
    Optional<UUID> bundle =
        body == null
            ? Optional.empty()
            : Optional.ofNullable(body.bundle()).flatMap(Identifiers::uuid);
    @Nullable String note = body == null ? null : body.note();
    var errors = new ArrayList<FieldError>();
    if (bundle.isEmpty()) {
      errors.add(new FieldError("bundle", "must be the id of a policy bundle"));
    }
    Reasons.missing(note).ifPresent(errors::add);
    if (!errors.isEmpty()) {
      return Problem.invalid(errors).response();
    }
    return LabOutcome.answer(
        orders.start(callers.current(), bundle.orElseThrow(), Reasons.text(note)),
        run -> Response.status(Response.Status.CREATED).entity(views.of(run)).build());
  }

  /** Ends the run that goes on. */
  @POST
  @Path("stop")
  @Consumes(MediaType.APPLICATION_JSON)
  @RolesAllowed({Role.POLICY_AUTHOR, Role.COMPLIANCE_OFFICER})
  public Response stop(@Nullable StopBody body) {
    @Nullable String note = body == null ? null : body.note();
    Optional<FieldError> missing = Reasons.missing(note);
    return missing.isPresent()
        ? Problem.invalid(List.of(missing.get())).response()
        : LabOutcome.answer(
            orders.stop(callers.current(), Reasons.text(note)),
            run -> Response.ok(views.of(run)).build());
  }

  /**
   * What is to decide.
   *
   * @param bundle its id
   * @param note why
   */
  public record StartBody(@Nullable String bundle, @Nullable String note) {}

  /** Why a run ends. */
  public record StopBody(@Nullable String note) {}
}
