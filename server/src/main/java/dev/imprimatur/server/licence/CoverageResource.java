package dev.imprimatur.server.licence;

import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.imprimatur.server.identity.Role;
import jakarta.annotation.security.RolesAllowed;
import jakarta.enterprise.context.RequestScoped;
import jakarta.inject.Inject;
import jakarta.ws.rs.GET;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.Produces;
import jakarta.ws.rs.core.MediaType;

/** What stands behind the clauses of the licences in force. */
@RequestScoped
@Path("licence-coverage")
@Produces(MediaType.APPLICATION_JSON)
@RolesAllowed({Role.OPERATOR, Role.POLICY_AUTHOR, Role.COMPLIANCE_OFFICER, Role.AUDITOR})
@SuppressWarnings("NullAway.Init") // The container fills the field.
public class CoverageResource {
  @Inject private CurrentCoverage coverage;

  /** The matrix. */
  @GET
  public ObjectNode read() {
    return coverage.view();
  }
}
