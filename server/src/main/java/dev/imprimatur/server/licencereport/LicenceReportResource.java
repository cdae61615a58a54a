package dev.imprimatur.server.licencereport;

import dev.imprimatur.db.Database;
import dev.imprimatur.db.audit.LicenceReportAccess;
import dev.imprimatur.policy.licence.Sha256;
import dev.imprimatur.server.http.Problem;
import dev.imprimatur.server.identity.Caller;
import dev.imprimatur.server.identity.Callers;
import dev.imprimatur.server.identity.Role;
import dev.imprimatur.server.policy.ActiveBundle;
import jakarta.annotation.security.RolesAllowed;
import jakarta.enterprise.context.RequestScoped;
import jakarta.inject.Inject;
import jakarta.ws.rs.GET;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.Produces;
import jakarta.ws.rs.QueryParam;
import jakarta.ws.rs.core.Response;
import java.time.Clock;
import org.jspecify.annotations.Nullable;

/** The licence report of a period, for those who review. */
@RequestScoped
@Path("licence-report")
@RolesAllowed({Role.COMPLIANCE_OFFICER, Role.AUDITOR})
@SuppressWarnings("NullAway.Init") // The container fills the fields.
public class LicenceReportResource {
  private static final int MOST_REQUESTS = 20_000;

  @Inject private Callers callers;
  @Inject private ActiveBundle bundle;
  @Inject private Database database;
  @Inject private Clock clock;

  /** The report; who got it, what for and its hash are recorded before it leaves. */
  @GET
  @Produces({"application/json", "text/csv", "application/pdf"})
  public Response get(
      @QueryParam("from") @Nullable String from,
      @QueryParam("to") @Nullable String to,
      @QueryParam("format") @Nullable String format,
      @QueryParam("reason") @Nullable String reason) {
    return switch (ReportQuery.parse(from, to, format, reason)) {
      case ReportQuery.Valid query ->
          new LicenceReports(database, bundle, clock, MOST_REQUESTS)
              .make(query.from(), query.to())
              .map(report -> answer(query, query.format().write(report)))
              .orElseGet(LicenceReportResource::tooMuch);
      case ReportQuery.Invalid(var errors) -> Problem.invalid(errors).response();
    };
  }

  private Response answer(ReportQuery.Valid query, byte[] content) {
    Caller caller = callers.current();
    var access =
        new LicenceReportAccess(
            query.from(), query.to(), query.format().id(), query.reason(), Sha256.hex(content));
    database.inTransaction(stores ->
        stores
            .accesses()
            .record(
                stores.accounts().seen(caller.subject(), caller.userName(), clock.instant()),
                access,
                clock.instant()));
    return Response.ok(content, query.format().mediaType())
        .header(
            "Content-Disposition",
            "attachment; filename=\"imprimatur-licences.%s\"".formatted(query.format().id()))
        .build();
  }

  private static Response tooMuch() {
    return Problem.of(
            400,
            "period_too_long",
            "The period holds too much",
            "A report holds at most %,d requests. Ask for a shorter period."
                .formatted(MOST_REQUESTS))
        .response();
  }
}
