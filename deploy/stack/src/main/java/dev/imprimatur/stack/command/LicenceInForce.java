package dev.imprimatur.stack.command;

import com.fasterxml.jackson.databind.JsonNode;
import dev.imprimatur.stack.client.Answer;
import dev.imprimatur.stack.client.Gateway;
import dev.imprimatur.stack.client.Login;
import dev.imprimatur.stack.installation.Installation;
import dev.imprimatur.stack.installation.Ports;
import dev.imprimatur.stack.model.KnownLicences;
import dev.imprimatur.stack.process.RunningFile;
import java.io.IOException;
import java.io.PrintWriter;
import java.net.http.HttpClient;
import java.util.Optional;

/**
 * The licences that the policy bundle in force holds. A running system is asked, because another
 * bundle than that on disk may have been brought in force there.
 */
final class LicenceInForce {
  private static final String USER = "operator";
  private static final String NAME = "[A-Za-z0-9._-]+";

  private LicenceInForce() {}

  /** The bundle's licences, in which that of this id stands only if it is in force. */
  static KnownLicences with(String id, Installation installation, PrintWriter out)
      throws IOException, InterruptedException {
    KnownLicences onDisk = KnownLicences.of(installation);
    boolean running =
        RunningFile.read(installation.supervisor())
            .filter(RunningFile::isSupervised)
            .filter(RunningFile::ready)
            .isPresent();
    return running && id.matches(NAME)
        ? onDisk.corrected(id, running(id, installation, out))
        : onDisk;
  }

  private static Optional<KnownLicences.Entry> running(
      String id, Installation installation, PrintWriter out)
      throws IOException, InterruptedException {
    Ports ports = Ports.of(installation);
    try (HttpClient http = HttpClient.newHttpClient()) {
      Login login =
          Login.of(http, ports.keycloakUrl(), USER, Password.of(USER, installation, out))
              .orElseThrow(() -> new IOException("the login " + USER + " is not there any more"));
      Answer answer = new Gateway(http, ports.portalUrl(), login).get("/api/licences/" + id);
      if (answer.status() == 404) {
        return Optional.empty();
      }
      if (answer.status() != 200) {
        throw new IOException("the licence cannot be looked up: " + answer.detail());
      }
      JsonNode licence = answer.json();
      return Optional.of(
          new KnownLicences.Entry(
              id, licence.path("version").asText(), licence.path("title").asText()));
    }
  }
}
