package dev.imprimatur.stack.system;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import dev.imprimatur.provenance.PixelHash;
import dev.imprimatur.provenance.PngMark;
import dev.imprimatur.provenance.PngMarking;
import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStreamReader;
import java.net.http.HttpResponse;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.MethodOrderer;
import org.junit.jupiter.api.Order;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestMethodOrder;
import org.junit.jupiter.api.extension.ExtendWith;
import org.junit.jupiter.api.io.TempDir;

/** From a login to a receipt, on the real parts. */
@ExtendWith(RunningSystem.class)
@TestMethodOrder(MethodOrderer.OrderAnnotation.class)
class GenerationIT {
  private static final String SLOTH = "Cute sloth blowing out candles on a birthday cake";

  @Test
  @Order(1)
  void ask_withoutAcceptedLicence_isToldWhereItIs(RunningSystem system) throws Exception {
    Keycloak.User user = system.keycloak().newUser("portal-user");
    ApiClient newcomer = system.bearing(system.keycloak().token(user));
    var refused = newcomer.post("/api/generations", Map.of("model", "cartoon", "prompt", SLOTH));
    assertThat(refused.status()).isEqualTo(403);
    assertThat(refused.json().get("code").asText()).isEqualTo("licence_not_accepted");
    String address = refused.json().get("licence").asText();
    JsonNode licence = newcomer.get(address).json();
    assertThat(licence.get("text").asText()).contains("**R1**");
    assertThat(licence.get("acceptedAt").isNull()).isTrue();

    var wrongText =
        newcomer.post(
            address + "/acceptances",
            Map.of("version", licence.get("version").asText(), "sha256", "0".repeat(64)));
    assertThat(wrongText.status()).isEqualTo(400);

    newcomer.acceptLicence();
    assertThat(newcomer.get(address + "/receipt").text()).startsWith("c2sp.org/tlog-proof@v1\n");
    assertThat(newcomer.draw(Map.of("prompt", SLOTH)).get("state").asText()).isEqualTo("RELEASED");
  }

  @Test
  void draw_withPreset_itsWordsAreJudgedAndItsSettingsTaken(RunningSystem system) throws Exception {
    ApiClient user = system.as("portal-user");
    assertThat(user.get("/api/presets").text()).contains("\"id\":\"watercolour\"");
    JsonNode generation = user.draw(Map.of("prompt", SLOTH, "preset", "watercolour", "steps", 2));
    assertThat(generation.get("original").asText()).isEqualTo(SLOTH + ", watercolor painting");
    assertThat(generation.get("asked").get("preset").asText()).isEqualTo("watercolour");
    assertThat(generation.get("guidanceScale").asDouble()).isEqualTo(4);
    assertThat(generation.get("steps").asInt()).isEqualTo(2);
  }

  @Test
  void draw_permittedPrompt_givesMarkedPictureAndReceiptThatVerifiesOffline(
      RunningSystem system, @TempDir Path folder) throws Exception {
    ApiClient user = system.as("portal-user");
    JsonNode generation = user.draw(Map.of("prompt", SLOTH, "seed", 7));
    JsonNode image = generation.get("images").get(0);
    assertThat(generation.get("decision").get("policies").get(0).get("id").asText())
        .isEqualTo("generating-roles");
    assertThat(image.get("checks").get(0).get("scores").has("porn")).isTrue();

    byte[] png = user.get(image.get("href").asText()).body();
    assertThat(PixelHash.ofPng(png)).isEqualTo(image.get("pixelHash").asText());
    PngMark mark = PngMarking.read(png).orElseThrow();
    assertThat(mark.generationId()).isEqualTo(generation.get("id").asText());

    Path picture = Files.write(folder.resolve("picture.png"), png);
    Path receipt =
        Files.write(
            folder.resolve("picture.receipt"), user.get(generation.get("receipt").asText()).body());
    Launcher.Ended verified =
        system.launcher().run("verify", receipt.toString(), picture.toString());
    assertThat(verified.output())
        .contains("The receipt is genuine.", SLOTH, "The picture is image 0 of this receipt");
    assertThat(verified.status()).isZero();

    tamperedReceiptAndPictureAreRefused(system, user, receipt, folder);
  }

  private static void tamperedReceiptAndPictureAreRefused(
      RunningSystem system, ApiClient user, Path receipt, Path folder) throws Exception {
    String text = Files.readString(receipt);
    int index = text.indexOf("\nindex ") + "\nindex ".length();
    Path tampered =
        Files.writeString(
            folder.resolve("tampered.receipt"),
            text.substring(0, index) + "9" + text.substring(index));
    Launcher.Ended refused = system.launcher().run("verify", tampered.toString());
    assertThat(refused.status()).isEqualTo(1);
    assertThat(refused.output()).contains("NOT GENUINE");

    JsonNode other = user.draw(Map.of("prompt", SLOTH, "seed", 8));
    Path otherPicture =
        Files.write(
            folder.resolve("other.png"),
            user.get(other.get("images").get(0).get("href").asText()).body());
    Launcher.Ended mismatch =
        system.launcher().run("verify", receipt.toString(), otherPicture.toString());
    assertThat(mismatch.status()).isEqualTo(1);
    assertThat(mismatch.output()).contains("the receipt is not of this picture");
  }

  @Test
  void draw_sameSeed_givesTheSamePixels(RunningSystem system) throws Exception {
    ApiClient user = system.as("portal-user");
    Map<String, Object> wish =
        Map.of("prompt", "a red house", "seed", 42, "steps", 6, "sampler", "ddim");
    assertThat(pixelHash(user.draw(wish))).isEqualTo(pixelHash(user.draw(wish)));
  }

  private static String pixelHash(JsonNode generation) {
    return generation.get("images").get(0).get("pixelHash").asText();
  }

  @Test
  void draw_openPerson_isRewrittenAndShown(RunningSystem system) throws Exception {
    ApiClient user = system.as("portal-user");
    JsonNode generation =
        user.draw(Map.of("prompt", "a doctor in a hospital", "count", 2, "steps", 4, "seed", 7));
    JsonNode rewriting = generation.get("rewriting");
    assertThat(rewriting.get("changed").asBoolean()).isTrue();
    assertThat(rewriting.get("images").get(0).get("prompt").asText()).contains("male doctor");
    assertThat(rewriting.get("images").get(0).get("edits")).isNotEmpty();
    assertThat(generation.get("images").get(1).get("seed").asLong()).isEqualTo(8);
  }

  @Test
  void draw_declinedRewriting_needsJustificationAndIsRecorded(RunningSystem system)
      throws Exception {
    ApiClient user = system.as("portal-user");
    var refused =
        user.post(
            "/api/generations",
            Map.of("model", "cartoon", "prompt", "a doctor", "rewriting", "decline"));
    assertThat(refused.status()).isEqualTo(403);
    assertThat(refused.json().get("code").asText()).isEqualTo("justification_needed");

    JsonNode generation =
        user.draw(
            Map.of(
                "prompt",
                "a doctor",
                "rewriting",
                "decline",
                "steps",
                3,
                "justification",
                "a picture of our own staff"));
    assertThat(generation.get("rewriting").get("changed").asBoolean()).isFalse();
    assertThat(generation.get("rewriting").get("reasons").get(0).get("code").asText())
        .isEqualTo("declined");
    assertThat(generation.get("rewriting").get("justification").asText())
        .isEqualTo("a picture of our own staff");
  }

  @Test
  void ask_forbiddenPrompt_isRefusedWithClauseAndRecorded(
      RunningSystem system, @TempDir Path folder) throws Exception {
    ApiClient user = system.as("portal-user");
    var refused =
        user.post("/api/generations", Map.of("model", "cartoon", "prompt", "ｂｌｏｏｄ splatter"));
    assertThat(refused.status()).isEqualTo(403);
    JsonNode problem = refused.json();
    assertThat(problem.get("code").asText()).isEqualTo("violence");
    assertThat(problem.get("policies").get(0).get("licenceClause").asText())
        .isEqualTo("imprimatur-cartoon-1#R3");
    assertThat(refused.text()).doesNotContain("splatter");

    Path receipt =
        Files.write(
            folder.resolve("denied.receipt"),
            user.get(problem.get("links").get("receipt").asText()).body());
    Launcher.Ended verified = system.launcher().run("verify", receipt.toString());
    assertThat(verified.output()).contains("DENIED");
  }

  @Test
  void follow_generation_tellsStepsWithPreviewsAndTheEnd(RunningSystem system) throws Exception {
    ApiClient user = system.as("portal-user");
    String id = user.ask(Map.of("prompt", "a yellow duck", "steps", 20));
    List<String> lines = events(user, id);
    assertThat(lines).contains("event: progress", "event: state");
    assertThat(lines).anyMatch(line -> line.contains("\"step\":10,\"steps\":20"));
    assertThat(lines).anyMatch(line -> line.contains("data:image/png;base64,"));
    assertThat(lines.getLast()).isEqualTo("data: {\"state\":\"RELEASED\"}");
  }

  private static List<String> events(ApiClient user, String id)
      throws IOException, InterruptedException {
    var response =
        user.http()
            .send(
                user.request("/api/generations/" + id + "/events")
                    .header("Accept", "text/event-stream")
                    .build(),
                HttpResponse.BodyHandlers.ofInputStream());
    var lines = new ArrayList<String>();
    try (var reader =
        new BufferedReader(new InputStreamReader(response.body(), StandardCharsets.UTF_8))) {
      reader.lines().filter(line -> !line.isBlank()).forEach(lines::add);
    }
    return lines;
  }

  @Test
  void cancel_drawing_endsAtOnceWithReceiptAndWithoutPicture(RunningSystem system)
      throws Exception {
    ApiClient user = system.as("portal-user");
    String id = user.ask(Map.of("prompt", "a long road", "steps", 50, "count", 4));
    user.awaitDrawing(id);
    assertThat(user.post("/api/generations/" + id + "/cancellation", "{}").status()).isEqualTo(202);
    JsonNode generation = user.await(id);
    assertThat(generation.get("state").asText()).isEqualTo("CANCELLED");
    assertThat(user.get(generation.get("receipt").asText()).status()).isEqualTo(200);
    assertThat(user.get("/api/generations/" + id + "/images/0").status()).isEqualTo(404);
    assertThat(user.post("/api/generations/" + id + "/cancellation", "{}").status()).isEqualTo(409);
    assertThat(user.draw(Map.of("prompt", "a pond", "steps", 2)).get("state").asText())
        .isEqualTo("RELEASED");
  }

  @Test
  void openAiShape_request_givesPictureReceiptAndRevisedPrompt(RunningSystem system)
      throws Exception {
    ApiClient team = system.as("api-team");
    var drawn =
        team.post(
            "/v1/images/generations",
            """
            {"prompt": "a nurse", "n": 1, "size": "128x128", "response_format": "b64_json",
             "imprimatur": {"seed": 3, "steps": 3}}
            """);
    assertThat(drawn.status()).as(drawn.text()).isEqualTo(200);
    JsonNode image = drawn.json().get("data").get(0);
    assertThat(image.get("revised_prompt").asText()).endsWith("male nurse");
    assertThat(image.get("imprimatur").get("seed").asLong()).isEqualTo(3);
    assertThat(drawn.json().get("imprimatur").get("receipt").asText())
        .startsWith("c2sp.org/tlog-proof@v1\n");

    var refused = team.post("/v1/images/generations", "{\"prompt\": \"a naked man\"}");
    assertThat(refused.status()).isEqualTo(400);
    assertThat(refused.json().get("error").get("code").asText()).isEqualTo("moderation_blocked");
    assertThat(refused.json().get("error").get("categories").get(0).asText()).isEqualTo("sexual");
    assertThat(team.get("/v1/models").json().get("data").get(0).get("id").asText())
        .isEqualTo("cartoon");
  }
}
