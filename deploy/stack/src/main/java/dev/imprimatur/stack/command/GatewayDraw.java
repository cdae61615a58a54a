package dev.imprimatur.stack.command;

import com.fasterxml.jackson.databind.json.JsonMapper;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.imprimatur.stack.client.Gateway;
import dev.imprimatur.stack.client.Licence;
import dev.imprimatur.stack.client.Login;
import dev.imprimatur.stack.client.PictureRequest;
import dev.imprimatur.stack.client.PictureRequest.Outcome;
import dev.imprimatur.stack.installation.Installation;
import dev.imprimatur.stack.installation.Ports;
import dev.imprimatur.stack.process.RunningFile;
import java.io.IOException;
import java.io.PrintWriter;
import java.net.http.HttpClient;
import java.nio.file.Path;
import java.time.InstantSource;
import java.util.Objects;
import java.util.Optional;

/** Draws through the running system: log in, ask, accept the licence if told to, write. */
final class GatewayDraw {
  private static final String USER = "api-team";

  private final Installation installation;
  private final PrintWriter out;

  GatewayDraw(Installation installation, PrintWriter out) {
    this.installation = installation;
    this.out = out;
  }

  int draw(
      String prompt, DrawSettings settings, StartOptions start, DrawCommand.GatewayOptions options)
      throws IOException, InterruptedException {
    Optional<RunningFile> running =
        RunningFile.read(installation.supervisor()).filter(RunningFile::isSupervised);
    if (running.isEmpty() || !running.get().ready()) {
      out.printf(
          "Imprimatur is %s. Start it by ./imprimatur up, or draw unconnected, checked and recorded"
              + " by nobody, with --scratch FOLDER.%n",
          running.isEmpty() ? "not running" : "still starting");
      return 2;
    }
    var files =
        OutputFiles.of(Objects.requireNonNullElse(options.out, Path.of("")), settings.count);
    Optional<Path> inTheWay = files.inTheWay();
    if (inTheWay.isPresent()) {
      out.println(inTheWay.get() + " is there already; name another file by --out.");
      return 2;
    }
    try (HttpClient http = HttpClient.newHttpClient()) {
      return draw(http, body(prompt, settings, options), files, start, options);
    }
  }

  private int draw(
      HttpClient http,
      ObjectNode body,
      OutputFiles files,
      StartOptions start,
      DrawCommand.GatewayOptions options)
      throws IOException, InterruptedException {
    Ports ports = Ports.of(installation);
    String user = Objects.requireNonNullElse(options.user, USER);
    Optional<Login> login =
        Login.of(http, ports.keycloakUrl(), user, Password.of(user, installation, out));
    if (login.isEmpty()) {
      out.printf("There is no login %s with this password.%n", user);
      return 2;
    }
    var gateway = new Gateway(http, ports.portalUrl(), login.get());
    if (!body.has("model")) {
      body.put("model", gateway.get("/api/models").json().path(0).path("id").asText());
    }
    if (!new PictureUpload(gateway, out).add(start, body)) {
      return 1;
    }
    Outcome outcome = ask(gateway, body, files.count());
    if (outcome instanceof Outcome.LicenceNeeded(String address)) {
      Licence licence = Licence.read(gateway, address);
      if (!options.acceptLicence) {
        tellOf(licence, user);
        return 1;
      }
      licence.accept(gateway);
      out.printf(
          "Accepted the licence %s, version %s, for %s.%n", licence.id(), licence.version(), user);
      outcome = ask(gateway, body, files.count());
    }
    return new DrawReport(gateway, files, out).tell(outcome);
  }

  private Outcome ask(Gateway gateway, ObjectNode body, int count)
      throws IOException, InterruptedException {
    var steps = new StepLines(out, count, InstantSource.system());
    var cancelling =
        new CancelAtShutdown(
            address -> gateway.post(address, JsonNodeFactory.instance.objectNode()), out);
    try {
      return new PictureRequest(gateway, this::line)
          .make(
              body,
              id -> {
                cancelling.begin("request " + id, "/api/generations/" + id);
                line("Request " + id + " is taken in");
              },
              steps::step);
    } finally {
      cancelling.end();
    }
  }

  private void tellOf(Licence licence, String user) {
    out.printf(
        "%s has not accepted the licence \"%s\" (%s), version %s.%n",
        user, Words.plain(licence.title()), licence.id(), licence.version());
    out.printf(
        "Its text is in %s; accept it in the portal, or draw with --accept-licence.%n",
        installation.policies().resolve("licences"));
  }

  private void line(String text) {
    out.println(text);
    out.flush();
  }

  private static ObjectNode body(
      String prompt, DrawSettings settings, DrawCommand.GatewayOptions options) {
    ObjectNode body =
        JsonMapper.builder()
            .build()
            .createObjectNode()
            .put("prompt", prompt)
            .put("negativePrompt", settings.negative)
            .put("seed", settings.seed)
            .put("steps", settings.steps)
            .put("guidanceScale", settings.guidance)
            .put("sampler", settings.sampler)
            .put("count", settings.count)
            .put("weights", options.plainBrackets ? "off" : "on");
    if (settings.model != null) {
      body.put("model", settings.model);
    }
    if (options.from != null) {
      String[] parts = options.from.split("/", 2);
      body.putObject("start")
          .put("generation", parts[0])
          .put("index", parts.length == 1 ? 0 : Integer.parseInt(parts[1]));
    }
    if (settings.strength != null) {
      body.withObject("/start").put("strength", settings.strength);
    }
    if (options.preset != null) {
      body.put("preset", options.preset);
    }
    if (settings.size != null) {
      body.put("width", settings.size.width()).put("height", settings.size.height());
    }
    if (options.declineReason != null) {
      body.put("rewriting", "decline").put("justification", options.declineReason);
    }
    return body;
  }
}
