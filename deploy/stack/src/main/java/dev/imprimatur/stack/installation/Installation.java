package dev.imprimatur.stack.installation;

import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;

/**
 * Where everything lies.
 *
 * @param root the project's folder, with what was built
 * @param home the installation's own folder, with everything that it keeps
 * @param policies the policy bundle's folder
 */
public record Installation(Path root, Path home, Path policies) {
  static final String PORTS = "ports.json";

  /**
   * The installation that the launcher names. {@code IMPRIMATUR_POLICIES} may name another policy
   * bundle than the default one.
   *
   * @throws IllegalArgumentException if it names none
   */
  public static Installation from(Map<String, String> environment) {
    String root = environment.get("IMPRIMATUR_ROOT");
    String home = environment.get("IMPRIMATUR_HOME");
    if (root == null || home == null) {
      throw new IllegalArgumentException("Start this tool by the script ./imprimatur.");
    }
    Path folder = absolute(root);
    String policies = environment.get("IMPRIMATUR_POLICIES");
    return new Installation(
        folder,
        absolute(home),
        policies == null ? folder.resolve("policies/default") : absolute(policies));
  }

  private static Path absolute(String path) {
    return Path.of(path).toAbsolutePath().normalize();
  }

  /** Whether anything was ever started here. */
  public boolean exists() {
    return Files.exists(ports());
  }

  public Path ports() {
    return home.resolve(PORTS);
  }

  public Path keys() {
    return home.resolve("keys");
  }

  /** The log's verifier key, which is public. */
  public Path logVerifier() {
    return keys().resolve("log.verifier");
  }

  public Path logs() {
    return home.resolve("logs");
  }

  public Path log(String part) {
    return logs().resolve(part + ".log");
  }

  public Path supervisor() {
    return home.resolve("supervisor.json");
  }

  /** Held by whoever supervises this installation. */
  public Path supervisorLock() {
    return home.resolve("supervisor.lock");
  }

  /** The models that were added here, beside those that came with the build. */
  public Path addedModels() {
    return home.resolve("models");
  }

  /** What was found out about the models that are used here. */
  public Path admissions() {
    return home.resolve("admissions");
  }

  /** All that this tool keeps in the installation's folder. */
  public List<Path> contents() {
    return List.of(
        home.resolve("data"),
        addedModels(),
        admissions(),
        keys(),
        logs(),
        ports(),
        supervisor(),
        supervisorLock());
  }

  public Path data(String part) {
    return home.resolve("data").resolve(part);
  }

  /** The models that came with the build. */
  public Path models() {
    return root.resolve("pipeline/models");
  }

  /** Keycloak as unpacked by the build. */
  public Path keycloakDistribution() {
    return root.resolve("deploy/stack/target/keycloak");
  }

  public Path realmTemplate() {
    return root.resolve("deploy/keycloak/imprimatur-realm.json");
  }

  /** The application server as laid out by the build. */
  public Path liberty() {
    return root.resolve("server/target/liberty/wlp");
  }

  public Path workerLibraries() {
    return root.resolve("pipeline/worker/target/worker/lib");
  }

  public Path stackLibraries() {
    return root.resolve("deploy/stack/target/stack/lib");
  }
}
