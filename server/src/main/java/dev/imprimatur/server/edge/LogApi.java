package dev.imprimatur.server.edge;

import dev.imprimatur.server.http.ProblemMapper;
import dev.imprimatur.server.http.RetryAfter;
import dev.imprimatur.server.log.LogResource;
import jakarta.ws.rs.ApplicationPath;
import jakarta.ws.rs.core.Application;
import java.util.Set;

/** The log's public face, which needs no token. */
@ApplicationPath("log")
public class LogApi extends Application {
  @Override
  public Set<Class<?>> getClasses() {
    return Set.of(LogResource.class, ProblemMapper.class, RetryAfter.class);
  }
}
