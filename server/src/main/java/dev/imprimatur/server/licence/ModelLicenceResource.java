package dev.imprimatur.server.licence;

import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.imprimatur.db.Database;
import dev.imprimatur.db.Stores;
import dev.imprimatur.db.account.Account;
import dev.imprimatur.db.licence.Acceptance;
import dev.imprimatur.db.licence.Withdrawal;
import dev.imprimatur.server.http.FieldError;
import dev.imprimatur.server.http.Json;
import dev.imprimatur.server.http.Problem;
import dev.imprimatur.server.identity.Caller;
import dev.imprimatur.server.identity.Callers;
import dev.imprimatur.server.identity.Role;
import dev.imprimatur.server.model.ModelCatalogue;
import dev.imprimatur.server.policy.ActiveBundle;
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
import java.net.URI;
import java.time.Clock;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.BiFunction;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;

/** The caller's agreement to the licence of a model: reading, accepting, withdrawing. */
@RequestScoped
@Path("models/{model}/licence")
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
public class ModelLicenceResource {
  @Inject private Callers callers;
  @Inject private ModelCatalogue models;
  @Inject private ActiveBundle bundle;
  @Inject private Database database;
  @Inject private Clock clock;

  /** The text, and whether the caller has accepted it for this model. */
  @GET
  public Response read(@PathParam("model") String model) {
    return stored(
        model,
        (stores, licence) -> {
          Account account = account(stores);
          return Response.ok(
                  view(
                      licence,
                      stores.acceptances().find(account, licence.agreement()),
                      stores
                          .acceptances()
                          .lastWithdrawn(account, licence.model(), licence.licence().id())))
              .build();
        });
  }

  /**
   * Accepts exactly the text that was shown: its version and hash must be given. Accepting again
   * changes nothing.
   */
  @POST
  @Path("acceptances")
  @Consumes(MediaType.APPLICATION_JSON)
  public Response accept(@PathParam("model") String model, @Nullable AcceptanceBody body) {
    return found(
        model,
        licence -> {
          if (body == null || !licence.licence().version().equals(body.version())) {
            return refuse("version", "must be " + licence.licence().version());
          }
          if (!licence.licence().sha256().equals(body.sha256())) {
            return refuse("sha256", "must be the SHA-256 of the licence's text as shown");
          }
          return accepted(licence);
        });
  }

  /** The receipt of the caller's acceptance. */
  @GET
  @Path("receipt")
  @Produces(MediaType.TEXT_PLAIN)
  public Response receipt(@PathParam("model") String model) {
    return stored(
        model,
        (stores, licence) ->
            receipt(
                stores
                    .acceptances()
                    .find(account(stores), licence.agreement())
                    .map(Acceptance::receipt),
                "imprimatur-licence.receipt"));
  }

  /** Withdraws the caller's acceptance: requests for this model are refused from now on. */
  @POST
  @Path("withdrawal")
  public Response withdraw(@PathParam("model") String model) {
    return stored(
        model,
        (stores, licence) -> {
          List<Acceptance> withdrawn =
              stores
                  .acceptances()
                  .withdraw(
                      account(stores), licence.model(), licence.licence().id(), clock.instant());
          return withdrawn.isEmpty()
              ? Problem.of(
                      409,
                      "licence_not_accepted",
                      "Nothing to withdraw",
                      "You have not accepted this licence for this model.")
                  .response()
              : Response.ok(
                      Map.of(
                          "withdrawnAt",
                          withdrawn.getLast().withdrawal().orElseThrow().at(),
                          "receipt",
                          licence.address() + "/withdrawal/receipt"))
                  .build();
        });
  }

  /** The receipt of the caller's last withdrawal. */
  @GET
  @Path("withdrawal/receipt")
  @Produces(MediaType.TEXT_PLAIN)
  public Response withdrawalReceipt(@PathParam("model") String model) {
    return stored(
        model,
        (stores, licence) ->
            receipt(
                stores
                    .acceptances()
                    .lastWithdrawn(account(stores), licence.model(), licence.licence().id())
                    .flatMap(Acceptance::withdrawal)
                    .map(Withdrawal::receipt),
                "imprimatur-licence-withdrawal.receipt"));
  }

  private Response accepted(ModelLicence licence) {
    Acceptance acceptance =
        database.inTransaction(stores ->
            stores
                .acceptances()
                .accept(
                    account(stores),
                    licence.agreement(),
                    LicenceView.of(licence.licence()).attested(),
                    clock.instant()));
    String receipt = licence.address() + "/receipt";
    return Response.created(URI.create("models/" + licence.model() + "/licence/receipt"))
        .entity(Map.of("acceptedAt", acceptance.acceptedAt(), "receipt", receipt))
        .build();
  }

  private Response stored(String model, BiFunction<Stores, ModelLicence, Response> answer) {
    return found(model, licence -> database.inTransaction(stores -> answer.apply(stores, licence)));
  }

  private Response found(String model, Function<ModelLicence, Response> answer) {
    return models
        .find(model)
        .flatMap(card -> bundle.get().licence(card.licence()))
        .map(licence -> answer.apply(new ModelLicence(model, licence)))
        .orElseGet(() -> Problem.notFound("model").response());
  }

  private Account account(Stores stores) {
    Caller caller = callers.current();
    return stores.accounts().seen(caller.subject(), caller.userName(), clock.instant());
  }

  private static Response receipt(Optional<String> receipt, String file) {
    return receipt
        .map(text ->
            Response.ok(text, MediaType.TEXT_PLAIN)
                .header("Content-Disposition", "attachment; filename=\"" + file + "\"")
                .build())
        .orElseGet(() -> Problem.notFound("receipt").response());
  }

  private static Response refuse(String field, String rule) {
    return Problem.invalid(List.of(new FieldError(field, rule))).response();
  }

  private static ObjectNode view(
      ModelLicence licence, Optional<Acceptance> standing, Optional<Acceptance> withdrawn) {
    ObjectNode view = Json.MAPPER.valueToTree(LicenceView.of(licence.licence()));
    view.put("model", licence.model());
    view.put("acceptedAt", standing.map(each -> each.acceptedAt().toString()).orElse(null));
    view.put(
        "withdrawnAt",
        withdrawn
            .flatMap(Acceptance::withdrawal)
            .map(withdrawal -> withdrawal.at().toString())
            .orElse(null));
    return view;
  }

  /** What is accepted. */
  public record AcceptanceBody(@Nullable String version, @Nullable String sha256) {}
}
