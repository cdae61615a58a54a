package dev.imprimatur.server.identity;

import dev.imprimatur.server.configuration.ServerConfiguration;
import dev.imprimatur.server.http.Problem;
import jakarta.inject.Inject;
import jakarta.servlet.Filter;
import jakarta.servlet.FilterChain;
import jakarta.servlet.ServletException;
import jakarta.servlet.ServletRequest;
import jakarta.servlet.ServletResponse;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import org.keycloak.AuthorizationContext;
import org.keycloak.adapters.authorization.PolicyEnforcer;
import org.keycloak.adapters.authorization.TokenPrincipal;
import org.keycloak.adapters.authorization.integration.elytron.ServletHttpRequest;
import org.keycloak.adapters.authorization.integration.elytron.ServletHttpResponse;
import org.keycloak.representations.adapters.config.PolicyEnforcerConfig;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Asks Keycloak whether a token may use an address.
 *
 * <p>The enforcer reads permissions out of the token without verifying its signature. So this
 * filter may only run behind the constraint of {@code web.xml} by which the container verifies
 * every token first.
 */
@SuppressWarnings("NullAway.Init") // The container fills the field.
public class Permissions implements Filter {
  private static final Logger log = LoggerFactory.getLogger(Permissions.class);

  @Inject private ServerConfiguration configuration;
  private volatile @Nullable PolicyEnforcer enforcer;

  @Override
  public void doFilter(ServletRequest request, ServletResponse response, FilterChain chain)
      throws IOException, ServletException {
    var http = (HttpServletRequest) request;
    AuthorizationContext permissions;
    try {
      permissions =
          enforcer()
              .enforce(
                  new ServletHttpRequest(http, token(http)),
                  new ServletHttpResponse((HttpServletResponse) response));
    } catch (RuntimeException e) {
      log.warn("Permissions cannot be checked: {}", rootCause(e));
      unavailable((HttpServletResponse) response);
      return;
    }
    if (permissions.isGranted()) {
      chain.doFilter(request, response);
    }
  }

  /** Made at the first request, so that the server starts while Keycloak does. */
  private PolicyEnforcer enforcer() {
    PolicyEnforcer made = enforcer;
    if (made == null) {
      synchronized (this) {
        made = enforcer;
        if (made == null) {
          made = build();
          enforcer = made;
        }
      }
    }
    return made;
  }

  private PolicyEnforcer build() {
    return PolicyEnforcer.builder()
        .authServerUrl(configuration.keycloakUrl().toString())
        .realm(ServerConfiguration.REALM)
        .clientId("imprimatur-api")
        .credentials(Map.of("secret", configuration.enforcerSecret()))
        .bearerOnly(false)
        .enforcerConfig(new PolicyEnforcerConfig())
        .build();
  }

  private static TokenPrincipal token(HttpServletRequest request) {
    return () -> {
      String header = request.getHeader("Authorization");
      return header != null && header.regionMatches(true, 0, "Bearer ", 0, 7)
          ? header.substring(7).strip()
          : null;
    };
  }

  private static void unavailable(HttpServletResponse response) throws IOException {
    Problem problem =
        Problem.unavailable("Your permissions cannot be checked. Try again in a moment.");
    response.setStatus(problem.status());
    response.setContentType(Problem.MEDIA_TYPE);
    response.getOutputStream().write(problem.json().getBytes(StandardCharsets.UTF_8));
  }

  private static String rootCause(Throwable failure) {
    Throwable cause = failure;
    while (cause.getCause() != null) {
      cause = cause.getCause();
    }
    return cause.toString();
  }
}
