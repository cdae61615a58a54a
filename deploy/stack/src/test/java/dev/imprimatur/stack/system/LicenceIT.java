package dev.imprimatur.stack.system;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;
import org.junit.jupiter.api.io.TempDir;

/** Licences in the running system: accepted, withdrawn, and shown to those who audit. */
@ExtendWith(RunningSystem.class)
class LicenceIT {
  private static final String LICENCE = "/api/models/cartoon/licence";

  @Test
  void withdraw_acceptance_stopsUseUntilItIsAcceptedAgain(
      RunningSystem system, @TempDir Path folder) throws Exception {
    Keycloak.User user = system.keycloak().newUser("portal-user");
    ApiClient client = system.bearing(system.keycloak().token(user));
    assertThat(client.post(LICENCE + "/withdrawal", "{}").status()).isEqualTo(409);
    client.acceptLicence();
    String waiting = client.ask(Map.of("prompt", "a small pond", "steps", 3));

    var withdrawn = client.post(LICENCE + "/withdrawal", "{}");
    assertThat(withdrawn.status()).as(withdrawn.text()).isEqualTo(200);
    var refused = client.post("/api/generations", Map.of("model", "cartoon", "prompt", "a cat"));
    assertThat(refused.status()).isEqualTo(403);
    assertThat(refused.json().get("code").asText()).isEqualTo("licence_not_accepted");
    JsonNode licence = client.get(refused.json().get("licence").asText()).json();
    assertThat(licence.get("acceptedAt").isNull()).isTrue();
    assertThat(licence.get("withdrawnAt").asText())
        .isEqualTo(withdrawn.json().get("withdrawnAt").asText());
    assertThat(client.get(LICENCE + "/receipt").status()).isEqualTo(404);
    assertThat(client.await(waiting).get("state").asText()).isEqualTo("RELEASED");

    Path receipt =
        Files.write(
            folder.resolve("withdrawal.receipt"),
            client.get(withdrawn.json().get("receipt").asText()).body());
    assertThat(system.launcher().run("verify", receipt.toString()).output())
        .contains("The receipt is genuine.", "of type licence-withdrawal", "cartoon");

    client.acceptLicence();
    assertThat(client.draw(Map.of("prompt", "a cat", "steps", 2)).get("state").asText())
        .isEqualTo("RELEASED");
  }

  @Test
  void coverage_ofTheBundleInForce_isCompleteAndForThoseWhoAnswerForIt(RunningSystem system)
      throws Exception {
    assertThat(system.newcomer("portal-user").get("/api/licence-coverage").status()).isEqualTo(403);
    JsonNode licences =
        system.newcomer("operator").get("/api/licence-coverage").json().get("licences");
    assertThat(licences).hasSizeGreaterThanOrEqualTo(6);
    for (JsonNode licence : licences) {
      assertThat(licence.get("clauses")).isNotEmpty();
      for (JsonNode clause : licence.get("clauses")) {
        assertThat(clause.get("gaps")).as(clause.toString()).isEmpty();
      }
    }
  }

  @Test
  void acceptances_areListedForReviewersOnly(RunningSystem system) throws Exception {
    system.as("portal-user");
    Keycloak.User user = system.keycloak().newUser("portal-user");
    system.bearing(system.keycloak().token(user)).acceptLicence();
    for (String role : new String[] {"portal-user", "operator", "policy-author"}) {
      assertThat(system.newcomer(role).get("/api/licence-acceptances").status()).isEqualTo(403);
    }
    JsonNode page = system.newcomer("auditor").get("/api/licence-acceptances?limit=1").json();
    JsonNode newest = page.get("items").get(0);
    assertThat(newest.get("userName").asText()).isEqualTo(user.name());
    assertThat(newest.get("model").asText()).isEqualTo("cartoon");
    assertThat(newest.get("withdrawnAt").isNull()).isTrue();
    assertThat(page.get("nextCursor").isNull()).isFalse();
  }

  /** The API as the command line uses it, and the way of what was attested into the log. */
  @Test
  void attest_andRevoke_asTheOperatorOnTheCommandLine(RunningSystem system, @TempDir Path folder)
      throws Exception {
    Launcher.Ended added =
        system
            .launcher()
            .run(
                "models",
                "add",
                TestCheckpoint.in(folder).toString(),
                "--id",
                "threshold",
                "--licence",
                "stability-ai-community");
    assertThat(added.status()).as(added.output()).isZero();
    ApiClient user = system.newcomer("portal-user");
    assertThat(model(user).get("available").asBoolean()).isFalse();
    assertThat(model(user).get("closed").asText())
        .contains("Stability AI Community License", "clauses S1, S2, S3");
    assertThat(user.get("/v1/models").text()).doesNotContain("threshold");
    var closed = user.post("/api/generations", Map.of("model", "threshold", "prompt", "a cat"));
    assertThat(closed.status()).isEqualTo(403);
    assertThat(closed.json().get("code").asText()).isEqualTo("licence_not_attested");

    assertThat(system.launcher().run("licence", "attestations").output())
        .contains("stability-ai-community#S1  NOT ATTESTED");
    Launcher.Ended attested =
        system.launcher().run("licence", "attest", "stability-ai-community", "--note", "the books");
    assertThat(attested.status()).as(attested.output()).isZero();
    assertThat(attested.output()).contains("Attested until ", "USD 1,000,000");
    assertThat(model(user).get("closed").isNull()).isTrue();
    assertThat(user.get("/v1/models").text()).contains("threshold");
    assertThat(user.get("/api/models/threshold/licence").json().get("text").asText())
        .startsWith("STABILITY AI COMMUNITY LICENSE AGREEMENT\n");

    JsonNode shown = system.newcomer("auditor").get("/api/licence-attestations").json();
    for (JsonNode needed : shown.get("needed")) {
      assertThat(needed.get("standing").get("by").asText()).isEqualTo("operator");
      Path receipt =
          Files.writeString(
              folder.resolve("attestation.receipt"),
              needed.get("standing").get("receipt").asText());
      assertThat(system.launcher().run("verify", receipt.toString()).output())
          .contains("The receipt is genuine.", "of type licence-attestation");
    }
    JsonNode first = shown.get("needed").get(0);
    var body =
        Map.of(
            "subject", first.get("subject").asText(),
            "statement", "Revenue is whatever.",
            "note", "guessing");
    assertThat(system.newcomer("operator").post("/api/licence-attestations", body).status())
        .isEqualTo(400);
    assertThat(system.newcomer("auditor").post("/api/licence-attestations", body).status())
        .isEqualTo(403);

    assertThat(
            system
                .launcher()
                .run("licence", "revoke", "stability-ai-community#S1", "--note", "grown")
                .status())
        .isZero();
    assertThat(model(user).get("closed").asText()).contains("clause S1 asks for");
    assertThat(system.launcher().run("licence", "attestations").output())
        .contains("stability-ai-community#S1  NOT ATTESTED");
    system.launcher().run("models", "remove", "threshold", "--yes");
  }

  private static JsonNode model(ApiClient user) throws Exception {
    for (JsonNode model : user.get("/api/models").json()) {
      if (model.get("id").asText().equals("threshold")) {
        return model;
      }
    }
    throw new AssertionError("the model is not listed");
  }

  @Test
  void report_ofAPeriod_holdsEachPictureWithItsVerdictsAndIsRecorded(
      RunningSystem system, @TempDir Path folder) throws Exception {
    JsonNode drawn =
        system.as("portal-user").draw(Map.of("prompt", "a heliotrope kettle", "steps", 2));
    Path file = folder.resolve("licences.csv");
    String[] command = {
      "licence",
      "report",
      "--from",
      "2026-01-01",
      "--to",
      "2100-01-01",
      "--format",
      "csv",
      "--output",
      file.toString(),
      "--reason",
      "the yearly audit"
    };
    Launcher.Ended made = system.launcher().run(command);
    assertThat(made.status()).as(made.output()).isZero();
    String csv = Files.readString(file);
    String picture = drawn.get("images").get(0).get("pixelHash").asText();
    assertThat(csv)
        .containsPattern(
            "clause,imprimatur-cartoon-1,1.0,[0-9a-f]{64},R3,passed,[^,]*," + id(drawn))
        .contains(picture)
        .contains("total,imprimatur-cartoon-1,1.0,")
        .doesNotContain("heliotrope");

    ApiClient auditor = system.newcomer("auditor");
    String period = "?from=2026-01-01&to=2100-01-01&reason=the+yearly+audit&format=";
    long before = size(auditor.get("/api/licence-report" + period + "json").json());
    JsonNode report = auditor.get("/api/licence-report" + period + "json").json();
    assertThat(size(report)).isEqualTo(before + 1);
    String checkpoint = system.anybody().get("/log/checkpoint").text();
    assertThat(size(report) + 1).isEqualTo(Long.parseLong(checkpoint.split("\n")[1]));
    var pdf = auditor.get("/api/licence-report" + period + "pdf");
    assertThat(pdf.header("content-type")).isEqualTo("application/pdf");
    assertThat(pdf.text()).startsWith("%PDF-");
    assertThat(auditor.get("/api/licence-report?from=2026-01-01&to=2100-01-01").status())
        .isEqualTo(400);
    assertThat(system.newcomer("operator").get("/api/licence-report" + period + "csv").status())
        .isEqualTo(403);
  }

  private static String id(JsonNode generation) {
    return generation.get("id").asText();
  }

  private static long size(JsonNode report) {
    return report.get("log").get("size").asLong();
  }
}
