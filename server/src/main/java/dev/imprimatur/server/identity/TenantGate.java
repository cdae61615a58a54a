package dev.imprimatur.server.identity;

import dev.imprimatur.policy.decision.Tenant;
import dev.imprimatur.server.http.Problem;
import dev.imprimatur.server.http.ProblemPage;
import jakarta.servlet.Filter;
import jakarta.servlet.FilterChain;
import jakarta.servlet.ServletException;
import jakarta.servlet.ServletRequest;
import jakarta.servlet.ServletResponse;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;
import java.io.IOException;
import org.eclipse.microprofile.jwt.JsonWebToken;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** Turns away tokens, however genuine, whose tenant cannot be told. */
public class TenantGate implements Filter {
  private static final Logger log = LoggerFactory.getLogger(TenantGate.class);

  @Override
  public void doFilter(ServletRequest request, ServletResponse response, FilterChain chain)
      throws IOException, ServletException {
    var asked = (HttpServletRequest) request;
    if (asked.getUserPrincipal() instanceof JsonWebToken token) {
      switch (TenantClaim.of(token.getClaim(TenantClaim.NAME))) {
        case TenantClaim.None ignored -> chain.doFilter(request, response);
        case TenantClaim.Named ignored -> chain.doFilter(request, response);
        case TenantClaim.Malformed ignored -> {
          log.warn("The token of {} names no tenant in its claim", token.getSubject());
          ProblemPage.write(refusal(), asked.getRequestURI(), (HttpServletResponse) response);
        }
      }
    } else {
      chain.doFilter(request, response);
    }
  }

  private static Problem refusal() {
    return Problem.of(
        403,
        "malformed_tenant",
        "Your tenant cannot be told",
        "The claim tenant of the token must be one text: "
            + Tenant.FORM
            + ". Ask the administrator of the identity provider to correct it.");
  }
}
