package dev.imprimatur.server.configuration;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.nio.file.Files;
import java.nio.file.Path;
import java.util.HashMap;
import java.util.Map;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** The names and defaults of the settings, which operators rely on. */
class ServerConfigurationTest {
  @TempDir Path folder;
  private final Map<String, String> environment = new HashMap<>();

  @BeforeEach
  void fill() throws Exception {
    String file = Files.createFile(folder.resolve("file")).toString();
    environment.put("IMPRIMATUR_BROKER_URL", "tcp://localhost:61616");
    environment.put("IMPRIMATUR_BROKER_USER", "server");
    environment.put("IMPRIMATUR_BROKER_PASSWORD", "secret-1");
    for (String name :
        new String[] {
          "SERVER_KEY",
          "WORKER_KEYS",
          "LOG_KEY",
          "LOG_VERIFIER",
          "MASTER_KEY",
          "POLICIES",
          "POLICY_KEY",
          "MODELS"
        }) {
      environment.put("IMPRIMATUR_" + name, file);
    }
    environment.put("IMPRIMATUR_KEYCLOAK_URL", "http://localhost:8081/");
    environment.put("IMPRIMATUR_PUBLIC_URL", "http://localhost:8080");
    environment.put("IMPRIMATUR_ENFORCER_SECRET", "secret-2");
  }

  @Test
  void from_complete_hasDefaultsAndShowsNoSecret() {
    var configuration = ServerConfiguration.from(environment);
    assertThat(configuration.limits().openPerAccount()).isEqualTo(8);
    assertThat(configuration.limits().openInAll()).isEqualTo(64);
    assertThat(configuration.addedModels()).isEmpty();
    assertThat(configuration.issuer()).isEqualTo("http://localhost:8081/realms/imprimatur");
    assertThat(configuration.toString()).doesNotContain("secret");
  }

  @Test
  void from_empty_namesEveryMissingVariable() {
    assertThatThrownBy(() -> ServerConfiguration.from(Map.of()))
        .hasMessageContainingAll(environment.keySet().toArray(String[]::new));
  }

  @Test
  void from_wrongValues_areToldOneByOne() {
    environment.put("IMPRIMATUR_OPEN_PER_ACCOUNT", "0");
    environment.put("IMPRIMATUR_PUBLIC_URL", "localhost");
    environment.put("IMPRIMATUR_MODELS", folder.resolve("nowhere").toString());
    assertThatThrownBy(() -> ServerConfiguration.from(environment))
        .hasMessageContaining("IMPRIMATUR_OPEN_PER_ACCOUNT must be a number from 1 to 999999")
        .hasMessageContaining("IMPRIMATUR_PUBLIC_URL must be an http or https address")
        .hasMessageContaining("nowhere, which does not exist");
  }
}
