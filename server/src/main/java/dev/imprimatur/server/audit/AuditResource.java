package dev.imprimatur.server.audit;

import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.imprimatur.db.Database;
import dev.imprimatur.db.Stores;
import dev.imprimatur.db.account.Account;
import dev.imprimatur.db.generation.Cursor;
import dev.imprimatur.db.generation.Generation;
import dev.imprimatur.db.generation.GenerationState;
import dev.imprimatur.db.generation.Page;
import dev.imprimatur.db.receipt.Receipt;
import dev.imprimatur.server.flow.GenerationDetail;
import dev.imprimatur.server.flow.GenerationFlow;
import dev.imprimatur.server.flow.Review;
import dev.imprimatur.server.flow.ReviewDecision;
import dev.imprimatur.server.http.FieldError;
import dev.imprimatur.server.http.Identifiers;
import dev.imprimatur.server.http.Json;
import dev.imprimatur.server.http.Problem;
import dev.imprimatur.server.identity.Caller;
import dev.imprimatur.server.identity.Callers;
import dev.imprimatur.server.identity.Role;
import jakarta.annotation.security.RolesAllowed;
import jakarta.enterprise.context.RequestScoped;
import jakarta.inject.Inject;
import jakarta.ws.rs.BeanParam;
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
import java.util.List;
import java.util.Optional;
import java.util.UUID;
import java.util.function.BiFunction;
import org.jspecify.annotations.Nullable;

/**
 * Everybody's requests, for compliance officers and auditors. The list shows no prompt; opening a
 * request needs a reason and is itself recorded in the log before anything is shown.
 */
@RequestScoped
@Path("audit/generations")
@Produces(MediaType.APPLICATION_JSON)
@RolesAllowed({Role.COMPLIANCE_OFFICER, Role.AUDITOR})
@SuppressWarnings("NullAway.Init") // The container fills the fields.
public class AuditResource {
  @Inject private Callers callers;
  @Inject private Database database;
  @Inject private GenerationFlow flow;
  @Inject private Clock clock;

  /** All requests, newest first. */
  @GET
  public Response list(@BeanParam AuditParameters parameters) {
    return switch (AuditQuery.parse(parameters)) {
      case AuditQuery.Valid(var filter, var after, int limit) -> {
        Page page =
            database.inTransaction(stores -> stores.generations().page(filter, after, limit));
        yield Response.ok(view(page)).build();
      }
      case AuditQuery.Invalid(var errors) -> Problem.invalid(errors).response();
    };
  }

  /** One request with everything that happened, and its receipt. */
  @GET
  @Path("{id}")
  public Response open(@PathParam("id") String id, @QueryParam("reason") @Nullable String reason) {
    return opened(
        id,
        reason,
        (stores, generation) ->
            Response.ok(
                    AuditView.opened(
                        generation,
                        stores.generations().receipt(generation.id()).map(Receipt::text),
                        mayDecide(stores, generation)))
                .build());
  }

  /** Decides which held pictures of one request are released. */
  @POST
  @Path("{id}/review")
  @Consumes(MediaType.APPLICATION_JSON)
  @RolesAllowed(Role.COMPLIANCE_OFFICER)
  public Response review(@PathParam("id") String id, @Nullable ReviewBody body) {
    List<FieldError> errors = ReviewAnswers.defects(body);
    if (body == null || !errors.isEmpty()) {
      return Problem.invalid(errors).response();
    }
    var decision = new ReviewDecision(ReviewAnswers.indexes(body), AuditReason.text(body.reason()));
    Review review =
        Identifiers.uuid(id)
            .map(known -> flow.review(known, database.inTransaction(this::officer), decision))
            .orElseGet(Review.Unknown::new);
    return ReviewAnswers.of(id, review);
  }

  /** A picture of one request, if it was released or waits for the officer who asks. */
  @GET
  @Path("{id}/images/{index}")
  @Produces("image/png")
  public Response image(
      @PathParam("id") String id,
      @PathParam("index") String index,
      @QueryParam("reason") @Nullable String reason) {
    return opened(
        id,
        reason,
        (stores, generation) ->
            Identifiers.index(index)
                .flatMap(place -> image(stores, generation, place))
                .map(png -> Response.ok(png, "image/png").build())
                .orElseGet(() -> Problem.notFound("released picture").response()));
  }

  /** The picture that somebody brought to start from, for the officer who is to decide. */
  @GET
  @Path("{id}/start")
  @Produces("image/png")
  public Response start(@PathParam("id") String id, @QueryParam("reason") @Nullable String reason) {
    return opened(
        id,
        reason,
        (stores, generation) ->
            brought(stores, generation)
                .map(png -> Response.ok(png, "image/png").build())
                .orElseGet(() -> Problem.notFound("picture to decide on").response()));
  }

  private Optional<byte[]> brought(Stores stores, Generation generation) {
    return mayDecide(stores, generation)
        ? Json.read(generation.detail(), GenerationDetail.class)
            .brought()
            .flatMap(upload -> Identifiers.uuid(upload.id()))
            .flatMap(upload -> stores.uploads().usedBy(generation.id(), upload))
        : Optional.empty();
  }

  private Response opened(
      String id, @Nullable String reason, BiFunction<Stores, Generation, Response> view) {
    String given = AuditReason.text(reason);
    if (!AuditReason.suffices(given)) {
      return Problem.invalid(List.of(AuditReason.error("you open this request"))).response();
    }
    Optional<UUID> known = Identifiers.uuid(id);
    return database.inTransaction(stores ->
        known
            .flatMap(stores.generations()::find)
            .map(generation -> {
              stores.accesses().record(officer(stores), generation.id(), given, clock.instant());
              return view.apply(stores, generation);
            })
            .orElseGet(() -> Problem.notFound("generation").response()));
  }

  private Optional<byte[]> image(Stores stores, Generation generation, int index) {
    Optional<byte[]> released = stores.generations().releasedImage(generation.id(), index);
    return released.isPresent() || !mayDecide(stores, generation)
        ? released
        : stores.reviews().heldImage(generation.id(), index);
  }

  /** Held pictures are shown to those who may decide on them. */
  private boolean mayDecide(Stores stores, Generation generation) {
    return generation.state() == GenerationState.IN_REVIEW
        && callers.current().roles().contains(Role.COMPLIANCE_OFFICER)
        && !generation.owner().id().equals(officer(stores).id());
  }

  private Account officer(Stores stores) {
    Caller caller = callers.current();
    return stores.accounts().seen(caller.subject(), caller.userName(), clock.instant());
  }

  private static ObjectNode view(Page page) {
    ObjectNode view = Json.MAPPER.createObjectNode();
    ArrayNode items = view.putArray("items");
    page.items().forEach(each -> items.add(AuditView.line(each)));
    view.put("nextCursor", page.next().map(Cursor::text).orElse(null));
    return view;
  }
}
