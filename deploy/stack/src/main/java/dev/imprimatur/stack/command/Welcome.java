package dev.imprimatur.stack.command;

import dev.imprimatur.stack.installation.DemoLogin;
import dev.imprimatur.stack.installation.Installation;
import dev.imprimatur.stack.installation.Ports;
import dev.imprimatur.stack.installation.Secrets;
import java.io.IOException;
import java.io.PrintWriter;

/** What somebody needs to know to begin. */
final class Welcome {
  private Welcome() {}

  static void print(Installation installation, PrintWriter out) throws IOException {
    Ports ports = Ports.of(installation);
    var secrets = new Secrets(installation);
    out.printf("%nImprimatur is ready: %s%n%n", ports.portalUrl());
    out.println("Logins of this installation, to try it with:");
    for (DemoLogin login : DemoLogin.all(secrets)) {
      out.printf("  %-20s %-26s %s%n", login.user(), login.password(), login.purpose());
    }
    out.printf("%nThe same on the command line:%n");
    out.println(curl(ports, secrets));
    out.printf(
        "%nA receipt is checked by ./imprimatur verify RECEIPT [PICTURE], anywhere else with the"
            + " key in%n  %s%n%n",
        secrets.logVerifier());
    out.flush();
  }

  /** One line: a token, the licence accepted, a picture asked for. */
  static String curl(Ports ports, Secrets secrets) throws IOException {
    return """
      TOKEN=$(curl -s %1$s/realms/imprimatur/protocol/openid-connect/token \
    -d client_id=imprimatur-cli -d grant_type=password -d username=api-team \
    -d password=%3$s | sed 's/.*"access_token":"\\([^"]*\\)".*/\\1/'); \
    A="Authorization: Bearer $TOKEN"; J='Content-Type: application/json'; \
    curl -s -H "$A" -H "$J" %2$s/api/models/cartoon/licence/acceptances \
    -d "$(curl -s -H "$A" %2$s/api/models/cartoon/licence \
    | sed 's/.*"sha256":"\\([^"]*\\)".*/{"version":"1.0","sha256":"\\1"}/')" >/dev/null; \
    curl -s -H "$A" -H "$J" %2$s/v1/images/generations \
    -d '{"prompt":"Cute sloth blowing out candles on a birthday cake","response_format":"url"}'\
    """
        .formatted(ports.keycloakUrl(), ports.portalUrl(), secrets.password("login-api-team"));
  }
}
