package dev.imprimatur.server.http;

import jakarta.ws.rs.container.ContainerRequestContext;
import jakarta.ws.rs.container.ContainerResponseContext;
import jakarta.ws.rs.container.ContainerResponseFilter;
import jakarta.ws.rs.core.HttpHeaders;
import jakarta.ws.rs.ext.Provider;
import java.util.List;
import java.util.Set;

/** Tells everybody who is to ask again when to do so, where nobody knows better. */
@Provider
public class RetryAfter implements ContainerResponseFilter {
  static final String SECONDS = "10";
  private static final Set<Integer> LATER = Set.of(429, 503);

  @Override
  public void filter(ContainerRequestContext request, ContainerResponseContext response) {
    if (asksAgain(response.getStatus())) {
      response.getHeaders().putIfAbsent(HttpHeaders.RETRY_AFTER, List.of(SECONDS));
    }
  }

  static boolean asksAgain(int status) {
    return LATER.contains(status);
  }
}
