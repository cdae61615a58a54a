package dev.imprimatur.server.http;

import dev.imprimatur.db.log.LogSigner;
import dev.imprimatur.server.configuration.ServerConfiguration;
import jakarta.inject.Inject;
import jakarta.servlet.http.HttpServlet;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.util.Map;

/** Tells the portal where to log in. */
@SuppressWarnings({
  "NullAway.Init",
  "serial"
}) // The container fills the fields, and never stores them.
public class PortalConfiguration extends HttpServlet {
  private static final long serialVersionUID = 1;

  @Inject private ServerConfiguration configuration;
  @Inject private LogSigner log;

  @Override
  protected void doGet(HttpServletRequest request, HttpServletResponse response)
      throws IOException {
    response.setContentType("application/json");
    String json =
        Json.write(
            Map.of(
                "authority", configuration.issuer(),
                "clientId", "imprimatur-portal",
                "logOrigin", log.name()));
    response.getOutputStream().write(json.getBytes(StandardCharsets.UTF_8));
  }
}
