package dev.imprimatur.server.http;

import jakarta.ws.rs.container.ContainerRequestContext;
import jakarta.ws.rs.container.ContainerResponseContext;
import jakarta.ws.rs.container.ContainerResponseFilter;
import jakarta.ws.rs.core.HttpHeaders;
import jakarta.ws.rs.ext.Provider;
import java.util.List;

/** Tells everybody who is told that something is away when to ask again. */
@Provider
public class RetryAfter implements ContainerResponseFilter {
  static final String SECONDS = "10";
  static final int UNAVAILABLE = 503;

  @Override
  public void filter(ContainerRequestContext request, ContainerResponseContext response) {
    if (response.getStatus() == UNAVAILABLE) {
      response.getHeaders().putIfAbsent(HttpHeaders.RETRY_AFTER, List.of(SECONDS));
    }
  }
}
