package dev.imprimatur.stack.command;

import dev.imprimatur.stack.client.Answer;
import dev.imprimatur.stack.client.Gateway;
import dev.imprimatur.stack.client.Login;
import dev.imprimatur.stack.installation.Installation;
import dev.imprimatur.stack.installation.Ports;
import dev.imprimatur.stack.process.RunningFile;
import java.io.IOException;
import java.io.PrintWriter;
import java.net.http.HttpClient;
import java.util.Objects;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Option;

/** How a command about policies or licences logs in at the running system. */
final class PolicyLogin {
  static final String AUTHOR = "policy-author";
  static final String OFFICER = "compliance-officer";
  static final String OPERATOR = "operator";

  @Option(
      names = "--user",
      paramLabel = "USER",
      description = "Who does it; this installation's own login for the task unless given.")
  private @Nullable String user;

  /** What is done with policies, once logged in; answers the exit status. */
  interface Work {
    int run(PolicyClient policies) throws IOException, InterruptedException;
  }

  /** What is done with licences, once logged in; answers the exit status. */
  interface LicenceWork {
    int run(LicenceClient licences) throws IOException, InterruptedException;
  }

  private interface GatewayWork {
    int run(Gateway gateway, Lines lines) throws IOException, InterruptedException;
  }

  /**
   * Does something about policies at the running system.
   *
   * @param usual the login for this task
   */
  int run(String usual, PrintWriter out, Work work) throws IOException, InterruptedException {
    return runWith(usual, out, (gateway, lines) -> work.run(new PolicyClient(gateway, lines)));
  }

  /**
   * Does something about licences at the running system.
   *
   * @param usual the login for this task
   */
  int runOnLicences(String usual, PrintWriter out, LicenceWork work)
      throws IOException, InterruptedException {
    return runWith(usual, out, (gateway, lines) -> work.run(new LicenceClient(gateway, lines)));
  }

  private int runWith(String usual, PrintWriter out, GatewayWork work)
      throws IOException, InterruptedException {
    Installation installation = Installation.from(System.getenv());
    var lines = new Lines(out);
    if (!isRunning(installation)) {
      lines.say("Imprimatur is not running. Start it by ./imprimatur up.");
      return 2;
    }
    Ports ports = Ports.of(installation);
    String name = Objects.requireNonNullElse(user, usual);
    try (HttpClient http = HttpClient.newHttpClient()) {
      Optional<Login> login =
          Login.of(http, ports.keycloakUrl(), name, Password.of(name, installation, out));
      if (login.isEmpty()) {
        lines.say("There is no login %s with this password.".formatted(name));
        return 2;
      }
      return work.run(new Gateway(http, ports.portalUrl(), login.get()), lines);
    } catch (PolicyClient.RefusedException e) {
      tell(e.answer(), lines);
      return 1;
    }
  }

  private static boolean isRunning(Installation installation) throws IOException {
    return RunningFile.read(installation.supervisor())
        .filter(RunningFile::isSupervised)
        .filter(RunningFile::ready)
        .isPresent();
  }

  private static void tell(Answer answer, Lines lines) {
    lines.say("Nothing has changed: " + answer.detail());
    answer
        .json()
        .path("defects")
        .forEach(defect ->
            lines.say(
                "  %s%s: %s"
                    .formatted(
                        defect.path("file").asText(),
                        defect.hasNonNull("line") ? ", line " + defect.path("line").asText() : "",
                        defect.path("reason").asText())));
    answer
        .json()
        .path("failures")
        .forEach(failure ->
            lines.say(
                "  %s: \"%s\" expects %s, but the answer is %s"
                    .formatted(
                        failure.path("file").asText(),
                        failure.path("name").asText(),
                        failure.path("expected").asText(),
                        failure.path("actual").asText())));
  }
}
