package dev.imprimatur.server.licence;

import dev.imprimatur.server.http.Problem;
import dev.imprimatur.server.identity.Role;
import dev.imprimatur.server.policy.ActiveBundle;
import jakarta.annotation.security.RolesAllowed;
import jakarta.enterprise.context.RequestScoped;
import jakarta.inject.Inject;
import jakarta.ws.rs.GET;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.PathParam;
import jakarta.ws.rs.Produces;
import jakarta.ws.rs.core.MediaType;
import jakarta.ws.rs.core.Response;

/** The licences of the bundle in force. */
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
@SuppressWarnings("NullAway.Init") // The container fills the field.
public class LicenceResource {
  @Inject private ActiveBundle bundle;

  /** The text. */
  @GET
  public Response read(@PathParam("id") String id) {
    return bundle
        .get()
        .licence(id)
        .map(licence -> Response.ok(LicenceView.of(licence)).build())
        .orElseGet(() -> Problem.notFound("licence").response());
  }
}
