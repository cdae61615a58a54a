package dev.imprimatur.server.policy;

import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.imprimatur.server.http.FieldError;
import dev.imprimatur.server.http.Problem;
import dev.imprimatur.server.identity.Callers;
import dev.imprimatur.server.identity.Role;
import jakarta.annotation.security.RolesAllowed;
import jakarta.enterprise.context.RequestScoped;
import jakarta.inject.Inject;
import jakarta.ws.rs.Consumes;
import jakarta.ws.rs.GET;
import jakarta.ws.rs.POST;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.Produces;
import jakarta.ws.rs.core.MediaType;
import jakarta.ws.rs.core.Response;
import java.net.URI;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** The protected persons: officers and authors propose changes, somebody else approves them. */
@RequestScoped
@Path("policies/persons")
@Produces(MediaType.APPLICATION_JSON)
@RolesAllowed({Role.POLICY_AUTHOR, Role.COMPLIANCE_OFFICER, Role.AUDITOR})
@SuppressWarnings("NullAway.Init") // The container fills the fields.
public class PersonResource {
  @Inject private Callers callers;
  @Inject private PolicyAdministration policies;

  /** Who is protected now. */
  @GET
  public ObjectNode list() {
    return policies.persons().view();
  }

  /** Proposes a change, as a bundle that waits for approval. */
  @POST
  @Consumes(MediaType.APPLICATION_JSON)
  @RolesAllowed({Role.POLICY_AUTHOR, Role.COMPLIANCE_OFFICER})
  public Response propose(@Nullable PersonBody body) {
    PersonBody given = body == null ? new PersonBody(null, null, null) : body;
    List<FieldError> defects = given.defects();
    if (!defects.isEmpty()) {
      return Problem.invalid(defects).response();
    }
    return Answers.of(
        policies.persons().propose(callers.current(), given.edit(), Reasons.text(given.note())),
        bundle ->
            Response.created(URI.create("policies/" + bundle.id()))
                .entity(policies.views().line(bundle))
                .build());
  }
}
