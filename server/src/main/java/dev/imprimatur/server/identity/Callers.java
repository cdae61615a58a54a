package dev.imprimatur.server.identity;

import dev.imprimatur.policy.decision.Tenant;
import jakarta.enterprise.context.RequestScoped;
import jakarta.inject.Inject;
import jakarta.ws.rs.ForbiddenException;
import java.util.Optional;
import java.util.Set;
import org.eclipse.microprofile.jwt.JsonWebToken;

/** Turns the request's token, which the container has verified, into a caller. */
@RequestScoped
@SuppressWarnings("NullAway.Init") // The container fills the field.
public class Callers {
  @Inject private JsonWebToken token;

  /** The caller of this request. */
  public Caller current() {
    Set<String> groups = token.getGroups();
    return new Caller(
        token.getSubject(), token.getName(), groups == null ? Set.of() : groups, tenant());
  }

  /** Malformed claims do not come past {@link TenantGate}; if one did, nothing would be done. */
  private Optional<Tenant> tenant() {
    return switch (TenantClaim.of(token.getClaim(TenantClaim.NAME))) {
      case TenantClaim.None ignored -> Optional.empty();
      case TenantClaim.Named(Tenant tenant) -> Optional.of(tenant);
      case TenantClaim.Malformed ignored -> throw new ForbiddenException();
    };
  }
}
