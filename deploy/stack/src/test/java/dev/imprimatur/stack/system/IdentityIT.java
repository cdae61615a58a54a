package dev.imprimatur.stack.system;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.nio.charset.StandardCharsets;
import java.security.KeyPair;
import java.security.KeyPairGenerator;
import java.security.Signature;
import java.time.LocalDate;
import java.time.ZoneOffset;
import java.util.Base64;
import java.util.List;
import java.util.Map;
import javax.crypto.Mac;
import javax.crypto.spec.SecretKeySpec;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** Who may call what, and that no forged token gets anywhere. */
@ExtendWith(RunningSystem.class)
class IdentityIT {
  private static final ObjectMapper JSON = new ObjectMapper();
  private static final List<String> ADDRESSES =
      List.of("/api/session", "/api/generations", "/api/audit/generations", "/v1/models");

  @Test
  void call_withoutToken_is401(RunningSystem system) throws Exception {
    for (String address : ADDRESSES) {
      assertThat(system.anybody().get(address).status()).as(address).isEqualTo(401);
    }
  }

  @Test
  void call_publicAddressWithoutToken_is200(RunningSystem system) throws Exception {
    for (String address :
        List.of("/config.json", "/log/checkpoint", "/log/key", "/health/ready", "/health/live")) {
      assertThat(system.anybody().get(address).status()).as(address).isEqualTo(200);
    }
    assertThat(system.anybody().get("/openapi").text())
        .contains("/v1/images/generations", "/api/generations/{id}/events");
    assertThat(system.anybody().get("/openapi/ui/").status()).isEqualTo(200);
  }

  /**
   * The permission enforcer reads permissions out of the token without looking at its signature. A
   * token that claims every permission must be stopped before it comes there.
   */
  @Test
  void call_forgedTokenWithEveryPermission_is401(RunningSystem system) throws Exception {
    ObjectNode claims = claims(system.token("portal-user"));
    claims.putArray("groups").add("auditor").add("operator");
    ObjectNode permission = claims.putObject("authorization").putArray("permissions").addObject();
    permission.put("rsname", "audit");
    permission.putArray("scopes");
    for (String forged :
        List.of(
            signedByAStranger(claims),
            withoutSignature(claims),
            signedWithThePublicKey(system, claims),
            withTheOldSignature(system.token("portal-user"), claims))) {
      for (String address : ADDRESSES) {
        assertThat(system.bearing(forged).get(address).status()).as(address).isEqualTo(401);
      }
    }
  }

  @Test
  void call_expiredToken_is401(RunningSystem system) throws Exception {
    ObjectNode claims = claims(system.token("portal-user"));
    claims.put("exp", 1_000_000_000L);
    assertThat(system.bearing(signedByAStranger(claims)).get("/api/session").status())
        .isEqualTo(401);
  }

  /** A genuine token of the same realm that was made for somebody else. */
  @Test
  void call_tokenForAnotherAudience_is401(RunningSystem system) throws Exception {
    String other =
        system
            .keycloak()
            .token("imprimatur", "admin-cli", "portal-user", system.password("portal-user"));
    assertThat(system.bearing(other).get("/api/session").status()).isEqualTo(401);
  }

  @ParameterizedTest
  @CsvSource({
    "portal-user,/api/audit/generations",
    "api-team,/api/audit/generations",
    "operator,/api/audit/generations",
    "portal-user,/api/status",
    "auditor,/api/status"
  })
  void call_wrongRole_is403(String role, String address, RunningSystem system) throws Exception {
    assertThat(system.newcomer(role).get(address).status()).isEqualTo(403);
  }

  @Test
  void call_rightRole_is200(RunningSystem system) throws Exception {
    assertThat(system.newcomer("auditor").get("/api/audit/generations").status()).isEqualTo(200);
    assertThat(system.newcomer("operator").get("/api/status").status()).isEqualTo(200);
  }

  @Test
  void ask_roleThatMayNotDraw_isRefusedByPolicy(RunningSystem system) throws Exception {
    var refused =
        system
            .as("auditor")
            .post("/api/generations", Map.of("model", "cartoon", "prompt", "a cat"));
    assertThat(refused.status()).isEqualTo(403);
    assertThat(refused.json().get("code").asText()).isEqualTo("not_permitted");
  }

  @Test
  void read_othersGeneration_isNotThere(RunningSystem system) throws Exception {
    JsonNode own = system.as("portal-user").draw(Map.of("prompt", "a blue door", "steps", 2));
    String address = "/api/generations/" + own.get("id").asText();
    ApiClient other = system.as("api-team");
    for (String part : List.of("", "/receipt", "/images/0", "/events")) {
      assertThat(other.get(address + part).status()).as(part).isEqualTo(404);
    }
    assertThat(other.post(address + "/cancellation", "{}").status()).isEqualTo(404);
  }

  @ParameterizedTest
  @ValueSource(strings = {"compliance-officer", "auditor"})
  void audit_request_needsReasonAndIsRecorded(String role, RunningSystem system) throws Exception {
    JsonNode own = system.as("portal-user").draw(Map.of("prompt", "a green hat", "steps", 2));
    ApiClient officer = system.newcomer(role);
    String list = officer.get("/api/audit/generations?user=portal&state=RELEASED").text();
    assertThat(list).contains(own.get("id").asText()).doesNotContain("green hat");

    String address = "/api/audit/generations/" + own.get("id").asText();
    assertThat(officer.get(address).status()).isEqualTo(400);
    long before = logSize(system);
    JsonNode opened =
        officer.get(address + "?reason=a%20question%20of%20the%20works%20council").json();
    assertThat(opened.get("prompt").asText()).isEqualTo("a green hat");
    assertThat(opened.get("owner").get("userName").asText()).isEqualTo("portal-user");
    assertThat(opened.get("receiptText").asText()).startsWith("c2sp.org/tlog-proof@v1\n");
    assertThat(logSize(system)).isEqualTo(before + 1);
    assertThat(officer.get("/api/generations/" + own.get("id").asText()).status()).isEqualTo(404);
  }

  @Test
  void audit_list_isFilteredByUserStateAndTime(RunningSystem system) throws Exception {
    String id =
        system
            .as("portal-user")
            .draw(Map.of("prompt", "a grey wall", "steps", 1))
            .get("id")
            .asText();
    ApiClient auditor = system.newcomer("auditor");
    String list = "/api/audit/generations?limit=100&";
    String tomorrow = LocalDate.now(ZoneOffset.UTC).plusDays(1).toString();
    for (String matching :
        List.of("user=ortal-us", "state=RELEASED", "from=2020-01-01", "to=" + tomorrow)) {
      assertThat(auditor.get(list + matching).text()).as(matching).contains(id);
    }
    for (String other :
        List.of("user=api-team", "state=FAILED", "from=" + tomorrow, "to=2020-01-01T00:00:00Z")) {
      assertThat(auditor.get(list + other).text()).as(other).doesNotContain(id);
    }
    var wrong = auditor.get(list + "from=yesterday");
    assertThat(wrong.status()).isEqualTo(400);
    assertThat(wrong.json().get("errors").get(0).get("field").asText()).isEqualTo("from");
  }

  private static long logSize(RunningSystem system) throws Exception {
    return Long.parseLong(system.anybody().get("/log/checkpoint").text().split("\n")[1]);
  }

  private static ObjectNode claims(String token) throws Exception {
    return (ObjectNode) JSON.readTree(Base64.getUrlDecoder().decode(token.split("\\.")[1]));
  }

  private static String signedByAStranger(ObjectNode claims) throws Exception {
    KeyPair keys = KeyPairGenerator.getInstance("RSA").generateKeyPair();
    Signature signature = Signature.getInstance("SHA256withRSA");
    signature.initSign(keys.getPrivate());
    String signed = part("{\"alg\":\"RS256\",\"typ\":\"JWT\"}") + "." + part(claims.toString());
    signature.update(signed.getBytes(StandardCharsets.US_ASCII));
    return signed + "." + base64(signature.sign());
  }

  private static String withoutSignature(ObjectNode claims) {
    return part("{\"alg\":\"none\",\"typ\":\"JWT\"}") + "." + part(claims.toString()) + ".";
  }

  /** The public key is known to everybody; as a secret for HMAC it would let anybody sign. */
  private static String signedWithThePublicKey(RunningSystem system, ObjectNode claims)
      throws Exception {
    Mac mac = Mac.getInstance("HmacSHA256");
    mac.init(new SecretKeySpec(system.keycloak().publicKey(), "HmacSHA256"));
    String signed = part("{\"alg\":\"HS256\",\"typ\":\"JWT\"}") + "." + part(claims.toString());
    return signed + "." + base64(mac.doFinal(signed.getBytes(StandardCharsets.US_ASCII)));
  }

  private static String withTheOldSignature(String token, ObjectNode claims) {
    String[] parts = token.split("\\.");
    return parts[0] + "." + part(claims.toString()) + "." + parts[2];
  }

  private static String part(String json) {
    return base64(json.getBytes(StandardCharsets.UTF_8));
  }

  private static String base64(byte[] bytes) {
    return Base64.getUrlEncoder().withoutPadding().encodeToString(bytes);
  }
}
