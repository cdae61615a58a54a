package dev.imprimatur.server.licence;

import dev.imprimatur.db.Database;
import dev.imprimatur.db.Stores;
import dev.imprimatur.db.account.Account;
import dev.imprimatur.db.licence.Acceptance;
import dev.imprimatur.policy.licence.Licence;
import dev.imprimatur.server.http.FieldError;
import dev.imprimatur.server.http.Problem;
import dev.imprimatur.server.identity.Caller;
import dev.imprimatur.server.identity.Callers;
import dev.imprimatur.server.identity.Role;
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
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/** Reading licences and accepting them. */
@RequestScoped
@Path("licences/{id}")
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
public class LicenceResource {
  @Inject private Callers callers;
  @Inject private ActiveBundle bundle;
  @Inject private Database database;
  @Inject private Clock clock;

  /** The text, and whether the caller has accepted it. */
  @GET
  public Response read(@PathParam("id") String id) {
    return bundle
        .get()
        .licence(id)
        .map(licence -> Response.ok(view(licence, accepted(licence))).build())
        .orElseGet(() -> Problem.notFound("licence").response());
  }

  /**
   * Accepts exactly the text that was shown: its version and hash must be given. Accepting again
   * changes nothing.
   */
  @POST
  @Path("acceptances")
  @Consumes(MediaType.APPLICATION_JSON)
  public Response accept(@PathParam("id") String id, @Nullable AcceptanceBody body) {
    Optional<Licence> known = bundle.get().licence(id);
    if (known.isEmpty()) {
      return Problem.notFound("licence").response();
    }
    Licence licence = known.get();
    if (body == null || !licence.version().equals(body.version())) {
      return refuse("version", "must be " + licence.version());
    }
    if (!licence.sha256().equals(body.sha256())) {
      return refuse("sha256", "must be the SHA-256 of the licence's text as shown");
    }
    Acceptance acceptance =
        database.inTransaction(stores ->
            stores
                .acceptances()
                .accept(
                    account(stores),
                    licence.id(),
                    licence.version(),
                    licence.sha256(),
                    clock.instant()));
    String receipt = "/api/licences/" + licence.id() + "/receipt";
    return Response.created(URI.create("licences/" + licence.id() + "/receipt"))
        .entity(Map.of("acceptedAt", acceptance.acceptedAt(), "receipt", receipt))
        .build();
  }

  /** The receipt of the caller's acceptance. */
  @GET
  @Path("receipt")
  @Produces(MediaType.TEXT_PLAIN)
  public Response receipt(@PathParam("id") String id) {
    return bundle
        .get()
        .licence(id)
        .flatMap(this::accepted)
        .map(acceptance ->
            Response.ok(acceptance.receipt(), MediaType.TEXT_PLAIN)
                .header(
                    "Content-Disposition", "attachment; filename=\"imprimatur-licence.receipt\"")
                .build())
        .orElseGet(() -> Problem.notFound("receipt").response());
  }

  private Optional<Acceptance> accepted(Licence licence) {
    return database.inTransaction(
        stores -> stores.acceptances().find(account(stores), licence.id(), licence.version()));
  }

  private Account account(Stores stores) {
    Caller caller = callers.current();
    return stores.accounts().seen(caller.subject(), caller.userName(), clock.instant());
  }

  private static Response refuse(String field, String rule) {
    return Problem.invalid(List.of(new FieldError(field, rule))).response();
  }

  private static View view(Licence licence, Optional<Acceptance> acceptance) {
    return new View(
        licence.id(),
        licence.version(),
        licence.title(),
        licence.text(),
        licence.sha256(),
        acceptance.map(Acceptance::acceptedAt));
  }

  /**
   * A licence as shown.
   *
   * @param text Markdown
   */
  public record View(
      String id,
      String version,
      String title,
      String text,
      String sha256,
      Optional<Instant> acceptedAt) {}

  /** What is accepted. */
  public record AcceptanceBody(@Nullable String version, @Nullable String sha256) {}
}
