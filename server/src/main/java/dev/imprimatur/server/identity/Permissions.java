package dev.imprimatur.server.identity;

import dev.imprimatur.server.configuration.ServerConfiguration;
import dev.imprimatur.server.http.Problem;
import dev.imprimatur.server.http.ProblemPage;
import jakarta.inject.Inject;
import jakarta.servlet.Filter;
import jakarta.servlet.FilterChain;
import jakarta.servlet.ServletException;
import jakarta.servlet.ServletRequest;
import jakarta.servlet.ServletResponse;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;
import java.io.IOException;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import org.keycloak.adapters.authorization.PolicyEnforcer;
import org.keycloak.adapters.authorization.TokenPrincipal;
import org.keycloak.adapters.authorization.integration.elytron.ServletHttpRequest;
import org.keycloak.adapters.authorization.spi.HttpResponse;
import org.keycloak.authorization.client.AuthorizationDeniedException;
import org.keycloak.representations.adapters.config.PolicyEnforcerConfig;
import org.keycloak.representations.adapters.config.PolicyEnforcerConfig.PathConfig;
import org.keycloak.representations.idm.authorization.AuthorizationRequest;
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
    switch (permission((HttpServletRequest) request)) {
      case Permission.Granted ignored -> chain.doFilter(request, response);
      case Permission.Denied ignored ->
          ((HttpServletResponse) response).sendError(HttpServletResponse.SC_FORBIDDEN);
      case Permission.Unknown(String why) -> {
        log.warn("Permissions cannot be checked: {}", why);
        unavailable((HttpServletRequest) request, (HttpServletResponse) response);
      }
    }
  }

  private Permission permission(HttpServletRequest request) {
    try {
      PolicyEnforcer asked = enforcer();
      TokenPrincipal token = token(request);
      boolean granted =
          asked.enforce(new ServletHttpRequest(request, token), new Unanswered()).isGranted();
      return granted ? new Permission.Granted() : confirmed(asked, token, request);
    } catch (RuntimeException e) {
      return new Permission.Unknown(rootCause(e));
    }
  }

  /**
   * The enforcer takes a Keycloak that fails for one that denies, so a denial is asked for again,
   * where the two can be told apart.
   */
  private static Permission confirmed(
      PolicyEnforcer asked, TokenPrincipal token, HttpServletRequest request) {
    PathConfig path = asked.getPathMatcher().matches(request.getRequestURI());
    if (path == null) {
      return new Permission.Denied();
    }
    var question = new AuthorizationRequest();
    question.addPermission(path.getId());
    try {
      asked.getAuthzClient().authorization(token.getRawToken()).authorize(question);
      return new Permission.Granted();
    } catch (AuthorizationDeniedException e) {
      return new Permission.Denied();
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
        .enforcerConfig(resourcesReadOnce())
        .build();
  }

  /** Looking a resource up at each request would turn a Keycloak that fails into a denial. */
  private static PolicyEnforcerConfig resourcesReadOnce() {
    var configuration = new PolicyEnforcerConfig();
    configuration.setPathCacheConfig(null);
    return configuration;
  }

  private static TokenPrincipal token(HttpServletRequest request) {
    return () -> {
      String header = request.getHeader("Authorization");
      return header != null && header.regionMatches(true, 0, "Bearer ", 0, 7)
          ? header.substring(7).strip()
          : null;
    };
  }

  private static void unavailable(HttpServletRequest request, HttpServletResponse response)
      throws IOException {
    ProblemPage.write(
        Problem.unavailable("Your permissions cannot be checked. Try again in a moment."),
        request.getRequestURI(),
        response);
  }

  private static String rootCause(Throwable failure) {
    Throwable cause = failure;
    while (cause.getCause() != null) {
      cause = cause.getCause();
    }
    return cause.toString();
  }

  /** What Keycloak says of a request. */
  private sealed interface Permission {
    record Granted() implements Permission {}

    record Denied() implements Permission {}

    record Unknown(String why) implements Permission {}
  }

  /** Keeps the enforcer from answering, which is done here. */
  private static final class Unanswered implements HttpResponse {
    @Override
    public void sendError(int statusCode) {
      log.debug("The enforcer would answer {}", statusCode);
    }

    @Override
    public void sendError(int statusCode, String reason) {
      sendError(statusCode);
    }

    @Override
    public void setHeader(String name, String value) {
      log.debug("The enforcer would set the header {}", name);
    }
  }
}
