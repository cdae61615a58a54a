package dev.imprimatur.server.generation;

import dev.imprimatur.policy.preset.Preset;
import dev.imprimatur.server.identity.Role;
import dev.imprimatur.server.policy.ActiveBundle;
import jakarta.annotation.security.RolesAllowed;
import jakarta.enterprise.context.RequestScoped;
import jakarta.inject.Inject;
import jakarta.ws.rs.GET;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.Produces;
import jakarta.ws.rs.core.MediaType;
import java.util.List;

/** The presets that the policy bundle in force offers. */
@RequestScoped
@Path("presets")
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
public class PresetResource {
  @Inject private ActiveBundle bundle;

  /** All of them, in the order in which the bundle has them. */
  @GET
  public List<Preset> list() {
    return bundle.get().contents().presets();
  }
}
