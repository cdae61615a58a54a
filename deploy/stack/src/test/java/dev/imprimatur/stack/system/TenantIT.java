package dev.imprimatur.stack.system;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.imprimatur.stack.installation.FolderCopy;
import java.net.http.HttpResponse;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Base64;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** Whose rules hold for whom in the running system, and who can say so. */
@ExtendWith(RunningSystem.class)
class TenantIT {
  private static final ObjectMapper JSON = new ObjectMapper();
  private static final Map<String, ?> WEAPON =
      Map.of("model", "cartoon", "prompt", "a cartoon pistol on a table", "steps", 1);

  @Test
  void ask_whatSchoolsForbid_isRefusedForThemAlone(RunningSystem system, @TempDir Path folder)
      throws Exception {
    ApiClient pupil = system.as("schools-user");
    ApiClient.Answer refused = pupil.post("/api/generations", WEAPON);
    assertThat(refused.status()).isEqualTo(403);
    assertThat(refused.json().get("code").asText()).isEqualTo("tenant_weapons");
    assertThat(refused.text()).contains("schools/no-weapons");
    for (String other : List.of("portal-user", "api-team")) {
      assertThat(system.as(other).post("/api/generations", WEAPON).status())
          .as(other)
          .isEqualTo(202);
    }

    String id = refused.json().get("generation").asText();
    ApiClient auditor = system.newcomer("auditor");
    JsonNode opened = auditor.get("/api/audit/generations/" + id + "?reason=case%2012").json();
    assertThat(opened.get("tenant").asText()).isEqualTo("schools");
    assertThat(opened.get("decision").get("policies").get(0).get("id").asText())
        .isEqualTo("schools/no-weapons");
    Path receipt = folder.resolve("refusal.receipt");
    Files.writeString(receipt, opened.get("receiptText").asText());
    assertThat(system.launcher().run("verify", receipt.toString()).output())
        .containsPattern("Tenant +schools");

    String list = "/api/audit/generations?limit=100&tenant=";
    assertThat(auditor.get(list + "schools").text()).contains(id);
    assertThat(auditor.get(list + "studio").text()).doesNotContain(id);
    assertThat(auditor.get(list + "Any%20Body").status()).isEqualTo(400);
  }

  @Test
  void explanation_ofATenantsRule_isForItsOwner(RunningSystem system) throws Exception {
    ApiClient pupil = system.as("schools-user");
    String id = pupil.post("/api/generations", WEAPON).json().get("generation").asText();
    JsonNode explanation = pupil.get("/api/generations/" + id + "/explanation").json();
    assertThat(explanation.get("policies").get(0).get("id").asText())
        .isEqualTo("schools/no-weapons");
    assertThat(explanation.get("remedy").get("prompt").asText()).isEqualTo("a cartoon on a table");
  }

  @Test
  void session_tellsTheTenant(RunningSystem system) throws Exception {
    assertThat(system.newcomer("schools-user").get("/api/session").json().get("tenant").asText())
        .isEqualTo("schools");
    assertThat(system.newcomer("portal-user").get("/api/session").json().get("tenant").isNull())
        .isTrue();
  }

  @Test
  void ask_withATenantOfOnesOwn_isNoRequest(RunningSystem system) throws Exception {
    ApiClient pupil = system.as("schools-user");
    ApiClient.Answer answer =
        pupil.post(
            "/api/generations",
            Map.of("model", "cartoon", "prompt", "a pistol", "tenant", "studio"));
    assertThat(answer.status()).isEqualTo(400);
    assertThat(pupil.post("/api/generations?tenant=studio", WEAPON).status()).isEqualTo(403);
  }

  /** A draft that is stricter with schools hits what schools asked, and nobody else's requests. */
  @Test
  void replay_underADraft_decidesEachRequestUnderItsTenant(
      RunningSystem system, @TempDir Path folder) throws Exception {
    Map<String, ?> drum = Map.of("prompt", "a tin drum", "steps", 1);
    String pupils = system.as("schools-user").ask(drum);
    String others = system.as("portal-user").ask(drum);
    FolderCopy.copy(Launcher.root().resolve("policies/default"), folder);
    Path terms = folder.resolve("tenants/schools/terms/illicit.txt");
    Files.writeString(terms, Files.readString(terms) + "low tin drum\n");
    Launcher.Ended replayed =
        system
            .launcher()
            .run("policy", "replay", folder.toString(), "--since", "1h", "--note", "before school");
    assertThat(replayed.status()).as(replayed.output()).isZero();
    assertThat(replayed.output())
        .containsPattern("Newly blocked +1\n")
        .containsPattern(pupils + " .*newly-blocked .* -> denied \\(tenant_alcohol\\)")
        .doesNotContain(others);
  }

  /** A genuine token whose claim is none, as a mapper by mistake would make it. */
  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      value = {"../studio|String", "Schools|String", "7|int", "[\"schools\"]|JSON", "true|boolean"})
  void call_malformedClaim_is403(String value, String type, RunningSystem system) throws Exception {
    String client = "malformed-" + UUID.randomUUID();
    Keycloak keycloak = system.keycloak();
    keycloak.administrate(
        "POST",
        "/clients",
        Map.of(
            "clientId",
            client,
            "publicClient",
            true,
            "directAccessGrantsEnabled",
            true,
            "fullScopeAllowed",
            true,
            "protocolMappers",
            List.of(
                groups(),
                audience(),
                mapper(
                    "oidc-hardcoded-claim-mapper",
                    Map.of(
                        "claim.value", value, "claim.name", "tenant", "jsonType.label", type)))));
    String token =
        keycloak.token("imprimatur", client, "portal-user", system.password("portal-user"));
    assertThat(claims(token).has("tenant")).isTrue();
    ApiClient caller = system.bearing(token);
    ApiClient.Answer own = caller.get("/api/session");
    assertThat(own.status()).as(own.text()).isEqualTo(403);
    assertThat(own.json().get("code").asText()).isEqualTo("malformed_tenant");
    ApiClient.Answer compatible =
        caller.post("/v1/images/generations", Map.of("prompt", "a pistol"));
    assertThat(compatible.status()).isEqualTo(403);
    assertThat(compatible.json().get("error").get("code").asText()).isEqualTo("malformed_tenant");
  }

  @Test
  void account_ofAUser_cannotChangeItsTenant(RunningSystem system) throws Exception {
    Keycloak keycloak = system.keycloak();
    Keycloak.User pupil = keycloak.newUser("portal-user", Map.of("tenant", List.of("schools")));
    String token = keycloak.token(pupil);
    ObjectNode account =
        (ObjectNode) JSON.readTree(keycloak.ask(token, "GET", "/account", null).body());
    assertThat(account.at("/attributes/tenant/0").asText()).isEqualTo("schools");
    account.put("firstName", "Changed");
    assertThat(keycloak.ask(token, "POST", "/account", account).statusCode()).isEqualTo(204);
    for (JsonNode wanted :
        List.<JsonNode>of(JSON.valueToTree(List.of("studio")), JSON.valueToTree(List.of()))) {
      account.withObject("attributes").set("tenant", wanted);
      HttpResponse<String> answer = keycloak.ask(token, "POST", "/account", account);
      assertThat(answer.statusCode()).as(answer.body()).isEqualTo(400);
    }
    account.withObject("attributes").remove("tenant");
    keycloak.ask(token, "POST", "/account", account);
    assertThat(claims(keycloak.token(pupil)).get("tenant").asText()).isEqualTo("schools");
  }

  @Test
  void administrator_whoMistypesATenant_isToldByKeycloak(RunningSystem system) throws Exception {
    assertThatThrownBy(() ->
            system.keycloak().newUser("portal-user", Map.of("tenant", List.of("Schools & Co"))))
        .hasMessageContaining("400");
  }

  @Test
  void serviceAccount_ofATeam_carriesATenant(RunningSystem system) throws Exception {
    Keycloak keycloak = system.keycloak();
    String client = "team-" + UUID.randomUUID();
    String secret = UUID.randomUUID().toString();
    String address =
        keycloak
            .administrate(
                "POST",
                "/clients",
                Map.of(
                    "clientId",
                    client,
                    "secret",
                    secret,
                    "serviceAccountsEnabled",
                    true,
                    "fullScopeAllowed",
                    true,
                    "defaultClientScopes",
                    List.of("basic", "profile", "roles", "imprimatur")))
            .headers()
            .firstValue("Location")
            .orElseThrow();
    ObjectNode account =
        (ObjectNode)
            JSON.readTree(
                keycloak
                    .administrate(
                        "GET",
                        "/clients"
                            + address.substring(address.lastIndexOf('/'))
                            + "/service-account-user",
                        null)
                    .body());
    String id = account.get("id").asText();
    keycloak.grant(id, "api-team");
    account.set("attributes", JSON.valueToTree(Map.of("tenant", List.of("schools"))));
    keycloak.administrate("PUT", "/users/" + id, account);

    ApiClient team = system.bearing(keycloak.serviceToken(client, secret));
    team.acceptLicence();
    ApiClient.Answer refused =
        team.post("/v1/images/generations", Map.of("prompt", "a cartoon pistol on a table"));
    assertThat(refused.status()).as(refused.text()).isEqualTo(400);
    assertThat(refused.json().get("error").get("reason").asText()).isEqualTo("tenant_weapons");
  }

  private static JsonNode claims(String token) throws Exception {
    return JSON.readTree(
        new String(Base64.getUrlDecoder().decode(token.split("\\.")[1]), StandardCharsets.UTF_8));
  }

  private static Map<String, Object> groups() {
    return mapper(
        "oidc-usermodel-realm-role-mapper",
        Map.of("claim.name", "groups", "jsonType.label", "String", "multivalued", "true"));
  }

  private static Map<String, Object> audience() {
    return mapper("oidc-audience-mapper", Map.of("included.client.audience", "imprimatur-api"));
  }

  private static Map<String, Object> mapper(String kind, Map<String, String> settings) {
    var config = new HashMap<String, String>(settings);
    config.put("access.token.claim", "true");
    return Map.of(
        "name", kind, "protocol", "openid-connect", "protocolMapper", kind, "config", config);
  }
}
