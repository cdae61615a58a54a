package dev.imprimatur.server.identity;

import jakarta.enterprise.context.RequestScoped;
import jakarta.inject.Inject;
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
    return new Caller(token.getSubject(), token.getName(), groups == null ? Set.of() : groups);
  }
}
