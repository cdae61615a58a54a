package dev.imprimatur.stack.system;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** What bad input gets: a clear answer, and nothing is queued. */
@ExtendWith(RunningSystem.class)
class BadInputIT {
  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      value = {
        "{}|prompt|must not be empty",
        "{'model':'cartoon','prompt':'  '}|prompt|must not be empty",
        "{'model':'cartoon','prompt':5}|prompt|must be a text",
        "{'model':'cartoon','prompt':['a']}|prompt|must be a text",
        "{'model':'cartoon','prompt':'a\\u0000b'}|prompt|must be text, without control characters",
        "{'model':'cartoon','prompt':'a','colour':'red'}|colour|is not a known field",
        "{'model':'cartoon','prompt':'a','steps':1.5}|steps|must be a whole number",
        "{'model':'cartoon','prompt':'a','steps':'20'}|steps|must be a whole number",
        "{'model':'cartoon','prompt':'a','steps':51}|steps|must be from 1 to 50",
        "{'model':'cartoon','prompt':'a','width':260}|width|must be a multiple of 8",
        "{'model':'cartoon','prompt':'a','height':9000}|height|must be from 128 to 512",
        "{'model':'cartoon','prompt':'a','seed':-1}|seed|must be from 0 to 9007199254740991",
        "{'model':'cartoon','prompt':'a','sampler':'x'}|sampler|must be one of dpm++2m,"
            + " dpm++2m_karras, unipc, euler, euler_a, heun, lms, pndm, ddim, lcm",
        "{'model':'cartoon','prompt':'a','preset':'crayon'}|preset|must be one of photograph,"
            + " watercolour, pixel-art, pencil, draft",
        "{'model':'cartoon','prompt':'a','rewriting':1}|rewriting|must be a text",
        "{'model':'cartoon','prompt':'a','weights':'yes'}|weights|must be on or off",
        "{'model':'cartoon','prompt':'a (cat:5)'}|prompt|has the weight 5, and weights are from"
            + " 0.05 to 2; put a backslash before the bracket if it is text",
        "[1]|the body|must be an object",
      })
  void ask_wrongField_isToldWithItsRule(
      String body, String field, String rule, RunningSystem system) throws Exception {
    ApiClient user = system.as("operator");
    var answer = user.post("/api/generations", body.replace('\'', '"'));
    assertThat(answer.status()).isEqualTo(400);
    assertThat(answer.header("content-type")).startsWith("application/problem+json");
    assertThat(answer.json().get("errors"))
        .anySatisfy(error -> {
          assertThat(error.get("field").asText()).isEqualTo(field);
          assertThat(error.get("rule").asText()).isEqualTo(rule);
        });
    assertThat(user.get("/api/generations").json().get("items")).isEmpty();
  }

  @Test
  void ask_overLongPrompt_isRefusedAndTheLongestIsNot(RunningSystem system) throws Exception {
    ApiClient user = system.as("portal-user");
    var refused =
        user.post("/api/generations", Map.of("model", "cartoon", "prompt", "x".repeat(32_001)));
    assertThat(refused.status()).isEqualTo(400);
    assertThat(refused.json().get("detail").asText())
        .isEqualTo("prompt must have at most 32,000 characters.");
    String longest = "a cat on a roof ".repeat(2_000);
    assertThat(
            user.draw(Map.of("prompt", longest, "steps", 1, "width", 128, "height", 128))
                .get("state")
                .asText())
        .isEqualTo("RELEASED");
  }

  @Test
  void ask_noJson_isRefusedWithItsPlaceAndWithoutItsContent(RunningSystem system) throws Exception {
    ApiClient user = system.as("portal-user");
    var refused = user.post("/api/generations", "{\"prompt\": \"my secret");
    assertThat(refused.status()).isEqualTo(400);
    assertThat(refused.text()).contains("line 1").doesNotContain("secret");
    assertThat(user.post("/api/generations", new byte[] {(byte) 0xff, (byte) 0xfe, 0}).status())
        .isEqualTo(400);
  }

  @Test
  void ask_hugeBody_isRefusedWith413(RunningSystem system) throws Exception {
    byte[] body =
        ("{\"prompt\": \"" + "y".repeat(300_000) + "\"}").getBytes(StandardCharsets.UTF_8);
    assertThat(system.as("portal-user").post("/api/generations", body).status()).isEqualTo(413);
  }

  @Test
  void ask_unknownModel_is404(RunningSystem system) throws Exception {
    var answer =
        system.as("portal-user").post("/api/generations", Map.of("model", "dall-e", "prompt", "a"));
    assertThat(answer.status()).isEqualTo(404);
    assertThat(answer.json().get("code").asText()).isEqualTo("unknown_model");
  }

  @Test
  void ask_moreThanMayWait_is429WithRetryAfter(RunningSystem system) throws Exception {
    ApiClient user = system.as("api-team");
    var queued = new ArrayList<String>();
    ApiClient.Answer last;
    do {
      last =
          user.post(
              "/api/generations",
              Map.of("model", "cartoon", "prompt", "a queue of ducks", "steps", 50, "count", 4));
      if (last.status() == 202) {
        queued.add(last.json().get("id").asText());
      }
    } while (last.status() == 202 && queued.size() < 20);
    for (String id : queued) {
      user.post("/api/generations/" + id + "/cancellation", "{}");
    }
    assertThat(queued).hasSize(8);
    assertThat(last.status()).isEqualTo(429);
    assertThat(last.header("retry-after")).isEqualTo("10");
  }

  @Test
  void openAiShape_badField_isToldInItsShapeAndNames(RunningSystem system) throws Exception {
    var answer =
        system
            .as("api-team")
            .post("/v1/images/generations", "{\"prompt\": \"a\", \"size\": \"9x9\"}");
    assertThat(answer.status()).isEqualTo(400);
    assertThat(answer.json().get("error").get("param").asText()).isEqualTo("size");
    assertThat(answer.json().get("error").get("type").asText()).isEqualTo("invalid_request_error");
  }
}
