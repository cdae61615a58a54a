package dev.imprimatur.server.lab;

import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.imprimatur.policy.rehearsal.Difference;
import dev.imprimatur.server.assembly.Startup;
import dev.imprimatur.server.http.FieldError;
import dev.imprimatur.server.http.Identifiers;
import dev.imprimatur.server.http.Json;
import dev.imprimatur.server.http.Problem;
import dev.imprimatur.server.identity.Caller;
import dev.imprimatur.server.identity.Callers;
import dev.imprimatur.server.identity.Role;
import dev.imprimatur.server.lab.ReplayQuery.ReplayBody;
import jakarta.annotation.Resource;
import jakarta.annotation.security.RolesAllowed;
import jakarta.enterprise.concurrent.ManagedExecutorService;
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
import java.time.Clock;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/**
 * Recorded requests decided again under another bundle, without effect. Each run stands in the log
 * with its reason.
 */
@RequestScoped
@Path("policies/replays")
@Produces(MediaType.APPLICATION_JSON)
@RolesAllowed({Role.POLICY_AUTHOR, Role.COMPLIANCE_OFFICER, Role.AUDITOR})
@SuppressWarnings("NullAway.Init") // The container fills the fields.
public class ReplayResource {
  @Inject private Callers callers;
  @Inject private Replays replays;
  @Inject private Clock clock;

  @Resource(lookup = Startup.EXECUTOR)
  private ManagedExecutorService executor;

  /** The latest runs; authors see their own. */
  @GET
  public ObjectNode list() {
    ObjectNode view = Json.MAPPER.createObjectNode();
    ArrayNode items = view.putArray("items");
    replays.visible(callers.current()).forEach(run -> items.add(ReplayView.of(run)));
    return view;
  }

  /** Begins a run. */
  @POST
  @Consumes(MediaType.APPLICATION_JSON)
  public Response start(@Nullable ReplayBody body) {
    List<FieldError> errors = new ArrayList<>(ReplayQuery.defects(body, clock.instant()));
    Optional<UUID> bundle =
        body == null
            ? Optional.empty()
            : Optional.ofNullable(body.bundle()).flatMap(Identifiers::uuid);
    if (bundle.isEmpty()) {
      errors.add(new FieldError("bundle", "must be the id of a policy bundle"));
    }
    if (body == null || !errors.isEmpty()) {
      return Problem.invalid(errors).response();
    }
    return LabOutcome.answer(
        replays.start(callers.current(), bundle.orElseThrow(), ReplayQuery.of(body), executor),
        run -> Response.accepted(ReplayView.of(run)).build());
  }

  /** How far a run has come, and its counts. */
  @GET
  @Path("{run}")
  public Response show(@PathParam("run") String run) {
    return found(run)
        .map(replay -> Response.ok(ReplayView.of(replay)).build())
        .orElseGet(ReplayResource::unknown);
  }

  /** Requests that would be decided otherwise, the newest first. */
  @GET
  @Path("{run}/differences")
  public Response differences(
      @PathParam("run") String run,
      @QueryParam("difference") @Nullable String difference,
      @QueryParam("cursor") @Nullable String cursor) {
    Optional<Difference> kind = Optional.ofNullable(difference).flatMap(Difference::of);
    var errors = new ArrayList<FieldError>();
    if (difference != null && kind.isEmpty()) {
      errors.add(ReplayQuery.unknownDifference());
    }
    if (cursor != null && !cursor.matches("[0-9]{1,6}")) {
      errors.add(new FieldError("cursor", "must be one that the page before named"));
    }
    if (!errors.isEmpty()) {
      return Problem.invalid(errors).response();
    }
    Caller caller = callers.current();
    int from = cursor == null ? 0 : Integer.parseInt(cursor);
    return found(run)
        .map(replay ->
            Response.ok(ReplayView.lines(replay, kind, from, Replays.seesNames(caller))).build())
        .orElseGet(ReplayResource::unknown);
  }

  /** Calls a run off; what it has found stays. */
  @POST
  @Path("{run}/cancellation")
  public Response cancel(@PathParam("run") String run) {
    Optional<Replay> replay = found(run);
    replay.ifPresent(Replay::cancel);
    return replay.isPresent() ? Response.noContent().build() : unknown();
  }

  private Optional<Replay> found(String run) {
    return Identifiers.uuid(run).flatMap(id -> replays.find(callers.current(), id));
  }

  private static Response unknown() {
    return Problem.notFound("replay").response();
  }
}
