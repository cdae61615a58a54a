package dev.imprimatur.server.generation;

import dev.imprimatur.policy.explanation.Reader;
import dev.imprimatur.server.explanation.ExplanationAnswers;
import dev.imprimatur.server.explanation.Explanations;
import dev.imprimatur.server.http.Identifiers;
import dev.imprimatur.server.http.Problem;
import dev.imprimatur.server.identity.Callers;
import dev.imprimatur.server.identity.Role;
import jakarta.annotation.security.RolesAllowed;
import jakarta.enterprise.context.RequestScoped;
import jakarta.inject.Inject;
import jakarta.ws.rs.GET;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.PathParam;
import jakarta.ws.rs.Produces;
import jakarta.ws.rs.core.MediaType;
import jakarta.ws.rs.core.Response;

/** Why one's own request was decided as it was. */
@RequestScoped
@Path("generations/{id}/explanation")
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
public class ExplanationResource {
  @Inject private Callers callers;
  @Inject private OwnGenerations generations;
  @Inject private Explanations explanations;

  /** The policies with what they read, the words that mattered, and what would pass. */
  @GET
  public Response explain(@PathParam("id") String id) {
    return Identifiers.uuid(id)
        .flatMap(known -> generations.find(callers.current(), known))
        .map(generation -> ExplanationAnswers.of(explanations.explain(generation, Reader.ASKER)))
        .orElseGet(() -> Problem.notFound("generation").response());
  }
}
