package dev.imprimatur.server.identity;

import dev.imprimatur.policy.decision.Tenant;
import jakarta.annotation.security.RolesAllowed;
import jakarta.enterprise.context.RequestScoped;
import jakarta.inject.Inject;
import jakarta.ws.rs.GET;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.Produces;
import jakarta.ws.rs.core.MediaType;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** Who one is, as the server sees it. */
@RequestScoped
@Path("session")
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
public class SessionResource {
  @Inject private Callers callers;

  /** The caller. */
  @GET
  public Session read() {
    Caller caller = callers.current();
    return new Session(
        caller.userName(),
        caller.roles().stream().sorted().toList(),
        caller.tenant().map(Tenant::id).orElse(null));
  }

  /** The caller's name, roles and tenant. */
  public record Session(String userName, List<String> roles, @Nullable String tenant) {}
}
