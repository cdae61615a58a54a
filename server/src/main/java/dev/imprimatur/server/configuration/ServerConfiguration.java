package dev.imprimatur.server.configuration;

import java.net.URI;
import java.net.URISyntaxException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/**
 * The server's settings, all from environment variables. The HTTP port and the database's address
 * are read by {@code server.xml} itself.
 *
 * @param brokerUrl {@code IMPRIMATUR_BROKER_URL}, for example {@code tcp://localhost:61616}
 * @param brokerUser {@code IMPRIMATUR_BROKER_USER}
 * @param brokerPassword {@code IMPRIMATUR_BROKER_PASSWORD}
 * @param serverKey {@code IMPRIMATUR_SERVER_KEY}, the PEM file of the key that signs orders
 * @param workerKeys {@code IMPRIMATUR_WORKER_KEYS}, the folder of the workers' public keys
 * @param logKey {@code IMPRIMATUR_LOG_KEY}, the PEM file of the key that signs checkpoints
 * @param logVerifier {@code IMPRIMATUR_LOG_VERIFIER}, the file of the log's verifier key
 * @param masterKey {@code IMPRIMATUR_MASTER_KEY}, the file of the key that protects all data keys
 * @param policies {@code IMPRIMATUR_POLICIES}, the folder of the policy bundle that is in force
 *     until a version is activated
 * @param policyKey {@code IMPRIMATUR_POLICY_KEY}, the PEM file of the key that signs versions of
 *     policy bundles
 * @param models {@code IMPRIMATUR_MODELS}, a folder with one folder for each model
 * @param addedModels {@code IMPRIMATUR_ADDED_MODELS}, the folder of the models that operators add
 *     while the server runs, which need not be there yet; none unless set
 * @param admissions {@code IMPRIMATUR_ADMISSIONS}, the folder with what was found out about the
 *     models, which need not be there yet; none unless set
 * @param keycloakUrl {@code IMPRIMATUR_KEYCLOAK_URL}, without a path
 * @param publicUrl {@code IMPRIMATUR_PUBLIC_URL}, where browsers reach this server
 * @param enforcerSecret {@code IMPRIMATUR_ENFORCER_SECRET}, of Keycloak's client imprimatur-api
 * @param limits how much may wait
 */
public record ServerConfiguration(
    String brokerUrl,
    String brokerUser,
    String brokerPassword,
    Path serverKey,
    Path workerKeys,
    Path logKey,
    Path logVerifier,
    Path masterKey,
    Path policies,
    Path policyKey,
    Path models,
    Optional<Path> addedModels,
    Optional<Path> admissions,
    URI keycloakUrl,
    URI publicUrl,
    String enforcerSecret,
    Limits limits) {

  /** The realm that issues the tokens. */
  public static final String REALM = "imprimatur";

  /**
   * Reads the settings.
   *
   * @throws IllegalArgumentException naming every variable that is missing or wrong
   */
  public static ServerConfiguration from(Map<String, String> environment) {
    var reader = new Reader(environment);
    var configuration =
        new ServerConfiguration(
            reader.text("IMPRIMATUR_BROKER_URL"),
            reader.text("IMPRIMATUR_BROKER_USER"),
            reader.text("IMPRIMATUR_BROKER_PASSWORD"),
            reader.path("IMPRIMATUR_SERVER_KEY"),
            reader.path("IMPRIMATUR_WORKER_KEYS"),
            reader.path("IMPRIMATUR_LOG_KEY"),
            reader.path("IMPRIMATUR_LOG_VERIFIER"),
            reader.path("IMPRIMATUR_MASTER_KEY"),
            reader.path("IMPRIMATUR_POLICIES"),
            reader.path("IMPRIMATUR_POLICY_KEY"),
            reader.path("IMPRIMATUR_MODELS"),
            reader.placeToBe("IMPRIMATUR_ADDED_MODELS"),
            reader.placeToBe("IMPRIMATUR_ADMISSIONS"),
            reader.url("IMPRIMATUR_KEYCLOAK_URL"),
            reader.url("IMPRIMATUR_PUBLIC_URL"),
            reader.text("IMPRIMATUR_ENFORCER_SECRET"),
            new Limits(
                reader.count("IMPRIMATUR_OPEN_PER_ACCOUNT", 8),
                reader.count("IMPRIMATUR_OPEN_IN_ALL", 64)));
    reader.stopAtDefects();
    return configuration;
  }

  /** The issuer of tokens, which is also the address that browsers log in at. */
  public String issuer() {
    return keycloakUrl + "/realms/" + REALM;
  }

  /** Shows no secret. */
  @Override
  public String toString() {
    return "ServerConfiguration[broker %s, models %s, policies %s, keycloak %s, public %s]"
        .formatted(brokerUrl, models, policies, keycloakUrl, publicUrl);
  }

  /**
   * How much may wait at once.
   *
   * @param openPerAccount {@code IMPRIMATUR_OPEN_PER_ACCOUNT}, unfinished generations an account
   *     may have; 8 unless set
   * @param openInAll {@code IMPRIMATUR_OPEN_IN_ALL}, unfinished generations of everybody; 64 unless
   *     set
   */
  public record Limits(int openPerAccount, int openInAll) {}

  private static final class Reader {
    private final Map<String, String> environment;
    private final List<String> defects = new ArrayList<>();

    private Reader(Map<String, String> environment) {
      this.environment = environment;
    }

    private String text(String name) {
      String value = environment.getOrDefault(name, "");
      if (value.isBlank()) {
        defects.add(name + " is not set");
      }
      return value;
    }

    private Path path(String name) {
      Path path = Path.of(text(name));
      if (!path.toString().isEmpty() && !Files.exists(path)) {
        defects.add(name + " names " + path + ", which does not exist");
      }
      return path;
    }

    private Optional<Path> placeToBe(String name) {
      return Optional.ofNullable(environment.get(name))
          .filter(value -> !value.isBlank())
          .map(Path::of);
    }

    private URI url(String name) {
      String value = text(name).replaceFirst("/+$", "");
      try {
        var url = new URI(value);
        if (!value.isEmpty() && (url.getHost() == null || !value.startsWith("http"))) {
          defects.add(name + " must be an http or https address");
        }
        return url;
      } catch (URISyntaxException e) {
        defects.add(name + " must be an http or https address");
        return URI.create("");
      }
    }

    private int count(String name, int otherwise) {
      String value = environment.getOrDefault(name, Integer.toString(otherwise));
      if (!value.matches("[1-9][0-9]{0,5}")) {
        defects.add(name + " must be a number from 1 to 999999");
        return otherwise;
      }
      return Integer.parseInt(value);
    }

    private void stopAtDefects() {
      if (!defects.isEmpty()) {
        throw new IllegalArgumentException(String.join("; ", defects));
      }
    }
  }
}
