package dev.imprimatur.server.http;

import dev.imprimatur.server.configuration.ServerConfiguration;
import jakarta.inject.Inject;
import jakarta.servlet.Filter;
import jakarta.servlet.FilterChain;
import jakarta.servlet.ServletException;
import jakarta.servlet.ServletRequest;
import jakarta.servlet.ServletResponse;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;
import java.io.IOException;

/** Tells browsers what a page of ours may do: nothing but what the portal needs. */
@SuppressWarnings("NullAway.Init") // The container fills the field.
public class SecurityHeaders implements Filter {
  @Inject private ServerConfiguration configuration;

  @Override
  public void doFilter(ServletRequest request, ServletResponse response, FilterChain chain)
      throws IOException, ServletException {
    var http = (HttpServletResponse) response;
    String keycloak = configuration.keycloakUrl().toString();
    http.setHeader(
        "Content-Security-Policy",
        "default-src 'self'; img-src 'self' data: blob:; style-src 'self' 'unsafe-inline';"
            + " connect-src 'self' "
            + keycloak
            + "; frame-src "
            + keycloak
            + "; frame-ancestors 'self'; base-uri 'self'; form-action 'self'; object-src 'none'");
    http.setHeader("X-Content-Type-Options", "nosniff");
    http.setHeader("Referrer-Policy", "no-referrer");
    http.setHeader("Cross-Origin-Opener-Policy", "same-origin");
    String path = ((HttpServletRequest) request).getRequestURI();
    // The portal's assets have their content's hash in their names; nothing else stays the same.
    http.setHeader(
        "Cache-Control",
        path.startsWith("/assets/") ? "public, max-age=31536000, immutable" : "no-store");
    chain.doFilter(request, response);
  }
}
