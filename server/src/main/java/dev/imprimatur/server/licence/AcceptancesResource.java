package dev.imprimatur.server.licence;

import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.imprimatur.db.Database;
import dev.imprimatur.db.generation.Cursor;
import dev.imprimatur.db.licence.Acceptance;
import dev.imprimatur.server.generation.ListQuery;
import dev.imprimatur.server.http.Json;
import dev.imprimatur.server.http.Problem;
import dev.imprimatur.server.identity.Role;
import jakarta.annotation.security.RolesAllowed;
import jakarta.enterprise.context.RequestScoped;
import jakarta.inject.Inject;
import jakarta.ws.rs.GET;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.Produces;
import jakarta.ws.rs.QueryParam;
import jakarta.ws.rs.core.MediaType;
import jakarta.ws.rs.core.Response;
import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/** Everybody's acceptances and withdrawals, for those who review. */
@RequestScoped
@Path("licence-acceptances")
@Produces(MediaType.APPLICATION_JSON)
@RolesAllowed({Role.COMPLIANCE_OFFICER, Role.AUDITOR})
@SuppressWarnings("NullAway.Init") // The container fills the field.
public class AcceptancesResource {
  @Inject private Database database;

  /** All of them, newest first. */
  @GET
  public Response list(
      @QueryParam("cursor") @Nullable String cursor, @QueryParam("limit") @Nullable String limit) {
    return switch (ListQuery.parse(cursor, limit, List.of())) {
      case ListQuery.Valid(var after, int size, var ignored) ->
          Response.ok(
                  page(
                      database.inTransaction(stores -> stores.acceptances().page(after, size + 1)),
                      size))
              .build();
      case ListQuery.Invalid(var errors) -> Problem.invalid(errors).response();
    };
  }

  private static ObjectNode page(List<Acceptance> found, int size) {
    ObjectNode view = Json.MAPPER.createObjectNode();
    ArrayNode items = view.putArray("items");
    found.stream().limit(size).forEach(each -> items.add(line(each)));
    Optional<Acceptance> last =
        found.size() > size ? Optional.of(found.get(size - 1)) : Optional.empty();
    view.put(
        "nextCursor",
        last.map(each -> new Cursor(each.acceptedAt(), each.id()).text()).orElse(null));
    return view;
  }

  private static ObjectNode line(Acceptance acceptance) {
    ObjectNode view = Json.MAPPER.createObjectNode();
    view.put("id", acceptance.id().toString());
    view.put("userName", acceptance.by().userName());
    view.put("pseudonym", acceptance.by().pseudonym());
    view.put("model", acceptance.to().model());
    view.put("licence", acceptance.to().licenceId());
    view.put("version", acceptance.to().version());
    view.put("textSha256", acceptance.to().textSha256());
    view.put("acceptedAt", acceptance.acceptedAt().toString());
    view.put("withdrawnAt", acceptance.withdrawal().map(end -> end.at().toString()).orElse(null));
    view.put("receipt", acceptance.receipt());
    view.put("withdrawalReceipt", acceptance.withdrawal().map(end -> end.receipt()).orElse(null));
    return view;
  }
}
