package dev.imprimatur.stack.system;

import dev.imprimatur.stack.installation.Installation;
import dev.imprimatur.stack.installation.Ports;
import dev.imprimatur.stack.installation.Secrets;
import dev.imprimatur.stack.process.RunningFile;
import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.Map;
import org.junit.jupiter.api.extension.BeforeAllCallback;
import org.junit.jupiter.api.extension.ExtensionContext;
import org.junit.jupiter.api.extension.ParameterContext;
import org.junit.jupiter.api.extension.ParameterResolver;

/**
 * The whole system with all its real parts, started once for all tests by the launcher itself, in a
 * folder with a space in its name, and stopped after the last.
 */
public final class RunningSystem implements BeforeAllCallback, ParameterResolver, AutoCloseable {
  private static final String KEY = RunningSystem.class.getName();

  private final HttpClient http = HttpClient.newHttpClient();
  private Installation installation;
  private Launcher launcher;
  private Ports ports;

  @Override
  public void beforeAll(ExtensionContext context) {
    of(context);
  }

  @Override
  public boolean supportsParameter(ParameterContext parameter, ExtensionContext context) {
    return parameter.getParameter().getType() == RunningSystem.class;
  }

  @Override
  public Object resolveParameter(ParameterContext parameter, ExtensionContext context) {
    return of(context);
  }

  private static RunningSystem of(ExtensionContext context) {
    return context
        .getRoot()
        .getStore(ExtensionContext.Namespace.GLOBAL)
        .getOrComputeIfAbsent(KEY, ignored -> started(), RunningSystem.class);
  }

  private static RunningSystem started() {
    try {
      var system = new RunningSystem();
      Path home = Files.createTempDirectory("imprimatur of a test ").resolve("home folder");
      system.installation =
          new Installation(Launcher.root(), home, Launcher.root().resolve("policies/default"));
      system.launcher = new Launcher(home);
      system.up(Map.of());
      system.ports = Ports.of(system.installation);
      return system;
    } catch (IOException e) {
      throw new IllegalStateException(e);
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      throw new IllegalStateException(e);
    }
  }

  private String up(Map<String, String> environment) throws IOException, InterruptedException {
    Instant began = Instant.now();
    Launcher.Ended ended = launcher.run(environment, "up", "--detach");
    if (ended.status() != 0) {
      throw new IllegalStateException("the system does not start:\n" + ended.output());
    }
    System.out.printf(
        "The system is up after %.1f s%n",
        Duration.between(began, Instant.now()).toMillis() / 1000.0);
    return ended.output();
  }

  /** Stops everything and starts it again, with these settings. */
  String restart(Map<String, String> environment) throws IOException, InterruptedException {
    Launcher.Ended down = launcher.run("down");
    if (down.status() != 0) {
      throw new IllegalStateException("the system does not stop:\n" + down.output());
    }
    return up(environment);
  }

  Launcher launcher() {
    return launcher;
  }

  Installation installation() {
    return installation;
  }

  Ports ports() {
    return ports;
  }

  /** A part's process. */
  ProcessHandle process(String part) {
    return RunningFile.read(installation.supervisor()).orElseThrow().parts().stream()
        .filter(each -> each.name().equals(part))
        .findFirst()
        .flatMap(each -> each.process().handle())
        .orElseThrow();
  }

  /** Sends a signal to a part, for example STOP. */
  void signal(String part, String signal) throws IOException, InterruptedException {
    ProcessHandle handle = process(part);
    new ProcessBuilder("kill", "-" + signal, Long.toString(handle.pid())).start().waitFor();
    for (ProcessHandle each : handle.descendants().toList()) {
      new ProcessBuilder("kill", "-" + signal, Long.toString(each.pid())).start().waitFor();
    }
  }

  /** A caller without a token. */
  ApiClient anybody() {
    return new ApiClient(http, URI.create(ports.portalUrl()), null);
  }

  /** A caller with this token. */
  ApiClient bearing(String token) {
    return new ApiClient(http, URI.create(ports.portalUrl()), token);
  }

  /** The demo login of a role, which has accepted the licence. */
  ApiClient as(String role) throws IOException, InterruptedException {
    ApiClient client = bearing(token(role));
    client.acceptLicence();
    return client;
  }

  /** The demo login of a role. */
  ApiClient newcomer(String role) throws IOException, InterruptedException {
    return bearing(token(role));
  }

  /** A fresh token of a role's demo login. */
  String token(String role) throws IOException, InterruptedException {
    return keycloak().token("imprimatur", "imprimatur-cli", role, password(role));
  }

  /** The system's Keycloak. */
  Keycloak keycloak() throws IOException {
    return new Keycloak(
        http, ports.keycloakUrl(), new Secrets(installation).password("keycloak-admin"));
  }

  /** The password of a role's demo login. */
  String password(String role) throws IOException {
    return new Secrets(installation).password("login-" + role);
  }

  @Override
  public void close() throws IOException, InterruptedException {
    launcher.run("down");
    launcher.run("reset", "--yes");
    Files.deleteIfExists(installation.home());
    Files.deleteIfExists(installation.home().getParent());
  }
}
