package dev.imprimatur.server.audit;

import jakarta.ws.rs.QueryParam;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** The audit list's parameters, as sent. */
@SuppressWarnings("NullAway.Init") // The container fills the fields.
public class AuditParameters {
  @QueryParam("user")
  @Nullable String user;

  @QueryParam("tenant")
  @Nullable String tenant;

  @QueryParam("state")
  List<String> states;

  @QueryParam("from")
  @Nullable String from;

  @QueryParam("to")
  @Nullable String to;

  @QueryParam("cursor")
  @Nullable String cursor;

  @QueryParam("limit")
  @Nullable String limit;
}
