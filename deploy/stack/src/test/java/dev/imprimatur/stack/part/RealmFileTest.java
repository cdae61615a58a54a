package dev.imprimatur.stack.part;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import dev.imprimatur.stack.installation.DemoLogin;
import dev.imprimatur.stack.installation.Installation;
import dev.imprimatur.stack.installation.Ports;
import dev.imprimatur.stack.installation.Secrets;
import dev.imprimatur.stack.installation.TestInstallation;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class RealmFileTest {
  private static final Ports PORTS = new Ports(4711, 4712, 4713, 4714);

  @TempDir Path home;

  @Test
  void write_theProjectsTemplate_fillsInAddressesAndPasswords() throws Exception {
    Installation installation = TestInstallation.in(home);
    var secrets = new Secrets(installation);
    JsonNode realm = realm(installation, secrets);
    JsonNode portal = client(realm, "imprimatur-portal");
    assertThat(texts(portal.get("redirectUris"))).containsExactly("http://localhost:4711/*");
    assertThat(client(realm, "imprimatur-api").get("secret").asText())
        .isEqualTo(secrets.password("enforcer"));
    for (DemoLogin login : DemoLogin.all(secrets)) {
      JsonNode user = find(realm.get("users"), "username", login.user());
      assertThat(texts(user.get("realmRoles")))
          .containsExactly(login.user().equals("schools-user") ? "portal-user" : login.user());
      assertThat(user.get("credentials").get(0).get("value").asText()).isEqualTo(login.password());
    }
    assertThat(PosixFilePermissions.toString(Files.getPosixFilePermissions(home.resolve("realm"))))
        .isEqualTo("rw-------");
  }

  @Test
  void template_keepsTheDoorsShutThatMustBe() throws Exception {
    Installation installation = TestInstallation.in(home);
    JsonNode realm = realm(installation, new Secrets(installation));
    JsonNode portal = client(realm, "imprimatur-portal");
    assertThat(portal.get("attributes").get("pkce.code.challenge.method").asText())
        .isEqualTo("S256");
    assertThat(portal.get("directAccessGrantsEnabled").asBoolean()).isFalse();
    assertThat(realm.get("registrationAllowed").asBoolean()).isFalse();
    assertThat(realm.get("bruteForceProtected").asBoolean()).isTrue();
    assertThat(client(realm, "imprimatur-api").get("publicClient").asBoolean()).isFalse();
    for (JsonNode client : realm.get("clients")) {
      assertThat(client.get("implicitFlowEnabled").asBoolean()).isFalse();
    }
  }

  /** Whoever could choose a tenant could choose to have none, and be free of its rules. */
  @Test
  void template_tenant_isForAdministratorsToSet() throws Exception {
    Installation installation = TestInstallation.in(home);
    JsonNode realm = realm(installation, new Secrets(installation));
    String profile =
        realm
            .at("/components/org.keycloak.userprofile.UserProfileProvider/0/config")
            .get("kc.user.profile.config")
            .get(0)
            .asText();
    JsonNode tenant =
        find(new ObjectMapper().readTree(profile).get("attributes"), "name", "tenant");
    assertThat(texts(tenant.at("/permissions/edit"))).containsExactly("admin");
    assertThat(tenant.at("/validations/pattern/pattern").asText())
        .isEqualTo("[a-z][a-z0-9-]{0,31}");
    JsonNode scope = find(realm.get("clientScopes"), "name", "imprimatur");
    JsonNode mapper = find(scope.get("protocolMappers"), "name", "tenant");
    assertThat(mapper.at("/config/claim.name").asText()).isEqualTo("tenant");
    assertThat(mapper.at("/config/multivalued").asText()).isEqualTo("false");
    assertThat(tenantOf(realm, "schools-user")).isEqualTo("schools");
    assertThat(tenantOf(realm, "api-team")).isEqualTo("studio");
    assertThat(tenantOf(realm, "portal-user")).isEmpty();
  }

  /** A token for us without its tenant would free its bearer of the tenant's rules. */
  @Test
  void template_audience_comesWithTheTenantOnly() throws Exception {
    Installation installation = TestInstallation.in(home);
    JsonNode realm = realm(installation, new Secrets(installation));
    JsonNode scope = find(realm.get("clientScopes"), "name", "imprimatur");
    var mappers = new ArrayList<String>();
    scope.get("protocolMappers").forEach(mapper -> mappers.add(mapper.get("name").asText()));
    assertThat(mappers).containsExactlyInAnyOrder("groups", "audience", "tenant");
    assertThat(realm.get("clientScopes")).hasSize(1);
    for (JsonNode client : realm.get("clients")) {
      assertThat(client.has("protocolMappers")).as(client.get("clientId").asText()).isFalse();
    }
    for (String client : List.of("imprimatur-portal", "imprimatur-cli")) {
      assertThat(texts(client(realm, client).get("defaultClientScopes"))).contains("imprimatur");
    }
  }

  private static String tenantOf(JsonNode realm, String user) {
    return find(realm.get("users"), "username", user).at("/attributes/tenant/0").asText();
  }

  @Test
  void write_unknownPlaceholder_isTold() throws Exception {
    Path root = Files.createDirectories(home.resolve("root"));
    Files.createDirectories(root.resolve("deploy/keycloak"));
    Files.writeString(root.resolve("deploy/keycloak/imprimatur-realm.json"), "{\"a\":\"${b}\"}");
    Installation installation =
        Installation.from(
            Map.of("IMPRIMATUR_ROOT", root.toString(), "IMPRIMATUR_HOME", home.toString()));
    assertThatThrownBy(() -> realm(installation, new Secrets(installation)))
        .isInstanceOf(IOException.class)
        .hasMessage("the realm's template has an unknown placeholder: ${b}");
  }

  private JsonNode realm(Installation installation, Secrets secrets) throws IOException {
    RealmFile.write(installation, PORTS, secrets, home.resolve("realm"));
    return new ObjectMapper().readTree(home.resolve("realm").toFile());
  }

  private static JsonNode client(JsonNode realm, String id) {
    return find(realm.get("clients"), "clientId", id);
  }

  private static JsonNode find(JsonNode list, String field, String value) {
    for (JsonNode each : list) {
      if (each.get(field).asText().equals(value)) {
        return each;
      }
    }
    throw new AssertionError("no " + field + " " + value);
  }

  private static List<String> texts(JsonNode list) {
    var texts = new ArrayList<String>();
    list.forEach(each -> texts.add(each.asText()));
    return texts;
  }
}
