package dev.imprimatur.server.generation;

import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.imprimatur.db.generation.Cursor;
import dev.imprimatur.db.generation.Generation;
import dev.imprimatur.db.generation.Page;
import dev.imprimatur.server.assembly.Startup;
import dev.imprimatur.server.flow.GenerationFlow;
import dev.imprimatur.server.flow.Submission;
import dev.imprimatur.server.http.FieldError;
import dev.imprimatur.server.http.Identifiers;
import dev.imprimatur.server.http.Json;
import dev.imprimatur.server.http.Problem;
import dev.imprimatur.server.identity.Caller;
import dev.imprimatur.server.identity.Callers;
import dev.imprimatur.server.identity.Role;
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
import jakarta.ws.rs.core.Context;
import jakarta.ws.rs.core.MediaType;
import jakarta.ws.rs.core.Response;
import jakarta.ws.rs.sse.Sse;
import jakarta.ws.rs.sse.SseEventSink;
import java.net.URI;
import java.util.List;
import java.util.Optional;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/** Asking for pictures, and everything about one's own requests. */
@RequestScoped
@Path("generations")
@Produces(MediaType.APPLICATION_JSON)
@RolesAllowed({
  Role.PORTAL_USER,
  Role.API_TEAM,
  Role.POLICY_AUTHOR,
  Role.COMPLIANCE_OFFICER,
  Role.AUDITOR,
  Role.OPERATOR
})
@SuppressWarnings("NullAway.Init") // The container fills the fields.
public class GenerationResource {
  @Inject private Callers callers;
  @Inject private BodyCheck check;
  @Inject private GenerationFlow flow;
  @Inject private OwnGenerations generations;
  @Inject private EventStream events;

  @Resource(lookup = Startup.EXECUTOR)
  private ManagedExecutorService executor;

  /** Asks for pictures: 202 with the generation that was queued, or a problem. */
  @POST
  @Consumes(MediaType.APPLICATION_JSON)
  public Response ask(@Nullable GenerationBody body) {
    if (body == null) {
      return Problem.invalid(List.of(new FieldError("the body", "must be a JSON object")))
          .response();
    }
    Caller caller = callers.current();
    return switch (check.check(caller, body)) {
      case Checked.Valid(var request) -> answer(caller, flow.submit(request));
      case Checked.Invalid(var errors) -> Problem.invalid(errors).response();
      case Checked.UnknownModel(String id) -> SubmissionAnswer.unknownModel(id).response();
    };
  }

  private Response answer(Caller caller, Submission submission) {
    return switch (submission) {
      case Submission.Queued(UUID id) ->
          Response.accepted(GenerationView.of(generations.find(caller, id).orElseThrow()))
              .location(URI.create("generations/" + id))
              .build();
      case Submission.Denied denied -> SubmissionAnswer.denied(denied).response();
      case Submission.LicenceNeeded needed -> SubmissionAnswer.licenceNeeded(needed).response();
      case Submission.LicenceClosed closed -> SubmissionAnswer.licenceClosed(closed).response();
      case Submission.Busy busy ->
          SubmissionAnswer.busy(busy)
              .builder()
              .header("Retry-After", SubmissionAnswer.retryAfter(busy.retryAfter()))
              .build();
      case Submission.UploadGone gone -> SubmissionAnswer.uploadGone(gone).response();
      case Submission.Unavailable away -> SubmissionAnswer.unavailable(away).response();
    };
  }

  /** The caller's requests, newest first, 1 to 100 at a time. */
  @GET
  public Response list(
      @QueryParam("cursor") @Nullable String cursor,
      @QueryParam("limit") @Nullable String limit,
      @QueryParam("state") List<String> states) {
    return switch (ListQuery.parse(cursor, limit, states)) {
      case ListQuery.Valid(var after, int size, var wanted) ->
          Response.ok(page(generations.page(callers.current(), wanted, after, size))).build();
      case ListQuery.Invalid(var errors) -> Problem.invalid(errors).response();
    };
  }

  private static ObjectNode page(Page page) {
    ObjectNode view = Json.MAPPER.createObjectNode();
    ArrayNode items = view.putArray("items");
    page.items().forEach(each -> items.add(GenerationView.summary(each)));
    view.put("nextCursor", page.next().map(Cursor::text).orElse(null));
    return view;
  }

  /** One request with everything that happened. */
  @GET
  @Path("{id}")
  public Response find(@PathParam("id") String id) {
    return own(id)
        .map(generation -> Response.ok(GenerationView.of(generation)).build())
        .orElseGet(() -> Problem.notFound("generation").response());
  }

  /** What happens to a request, as server-sent events, until it is final. */
  @GET
  @Path("{id}/events")
  @Produces(MediaType.SERVER_SENT_EVENTS)
  public void follow(@PathParam("id") String id, @Context SseEventSink sink, @Context Sse sse) {
    Caller caller = callers.current();
    Optional<Generation> generation = own(id);
    if (generation.isEmpty()) {
      throw new jakarta.ws.rs.NotFoundException();
    }
    UUID known = generation.get().id();
    executor.execute(() -> events.send(caller, known, sink, sse));
  }

  /** Gives up a request that is not final. */
  @POST
  @Path("{id}/cancellation")
  public Response cancel(@PathParam("id") String id) {
    Optional<Generation> generation = own(id);
    if (generation.isEmpty()) {
      return Problem.notFound("generation").response();
    }
    if (!flow.cancel(generation.get().id())) {
      return Problem.of(
              409, "already_final", "Too late", "The request has already come to its end.")
          .response();
    }
    return Response.accepted(GenerationView.of(own(id).orElseThrow())).build();
  }

  /** A released picture. */
  @GET
  @Path("{id}/images/{index}")
  @Produces("image/png")
  public Response image(@PathParam("id") String id, @PathParam("index") String index) {
    return Identifiers.uuid(id)
        .flatMap(known ->
            Identifiers.index(index)
                .flatMap(place -> generations.image(callers.current(), known, place)))
        .map(png -> Response.ok(png, "image/png").build())
        .orElseGet(() -> Problem.notFound("released picture").response());
  }

  /** The receipt of a request that is final. */
  @GET
  @Path("{id}/receipt")
  @Produces(MediaType.TEXT_PLAIN)
  public Response receipt(@PathParam("id") String id) {
    return Identifiers.uuid(id)
        .flatMap(known -> generations.receipt(callers.current(), known))
        .map(receipt ->
            Response.ok(receipt.text(), MediaType.TEXT_PLAIN)
                .header(
                    "Content-Disposition", "attachment; filename=\"imprimatur-" + id + ".receipt\"")
                .build())
        .orElseGet(() -> Problem.notFound("receipt").response());
  }

  private Optional<Generation> own(String id) {
    return Identifiers.uuid(id).flatMap(known -> generations.find(callers.current(), known));
  }
}
