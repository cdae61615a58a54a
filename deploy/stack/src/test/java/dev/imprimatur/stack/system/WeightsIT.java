package dev.imprimatur.stack.system;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import dev.imprimatur.provenance.PixelHash;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;
import org.junit.jupiter.api.io.TempDir;

/** Words that weigh more, through every door of the system. */
@ExtendWith(RunningSystem.class)
class WeightsIT {
  @Test
  void ask_weighedWords_drawsThemSoAndRecordsTheWeights(RunningSystem system) throws Exception {
    ApiClient user = system.as("portal-user");
    JsonNode plain = user.draw(asking("a red house"));
    JsonNode weighed = user.draw(asking("a (red:1.5) house"));
    JsonNode one = user.draw(asking("a (red:1.0) house"));
    JsonNode off = user.draw(asking("a (red:1.5) house", "weights", "off"));

    assertThat(weighed.get("prompt").asText()).isEqualTo("a red house");
    assertThat(weighed.get("original").asText()).isEqualTo("a (red:1.5) house");
    assertThat(weighed.at("/weights/prompt").toString())
        .isEqualTo("[{\"start\":2,\"end\":5,\"weight\":1.5}]");
    assertThat(pixels(weighed)).isNotEqualTo(pixels(plain)).isNotEqualTo(pixels(off));
    assertThat(pixels(one)).isEqualTo(pixels(plain));
    assertThat(off.get("prompt").asText()).isEqualTo("a (red:1.5) house");
    assertThat(off.get("weights").isNull()).isTrue();
    String receipt = user.get("/api/generations/" + weighed.get("id").asText() + "/receipt").text();
    assertThat(receipt).isNotBlank();
  }

  /**
   * The embedded model hardly heeds some of the rewriting's words, so the bundle emphasises them.
   */
  @Test
  void ask_aPersonWhomTheRewritingNames_drawsTheBundlesEmphasis(RunningSystem system)
      throws Exception {
    ApiClient user = system.as("portal-user");
    JsonNode rewritten = user.draw(asking("a ceo"));
    JsonNode image = rewritten.at("/rewriting/images/0");
    var weights = new HashMap<String, Double>();
    image
        .get("edits")
        .forEach(edit -> weights.put(edit.get("value").asText(), edit.get("weight").asDouble()));
    assertThat(weights)
        .containsAnyOf(Map.entry("female", 1.25), Map.entry("male", 1.25))
        .containsAnyOf(
            Map.entry("young", 1.3), Map.entry("middle-aged", 2.0), Map.entry("elderly", 1.0));
    assertThat(image.get("prompt").asText()).doesNotContain("(", ":");

    JsonNode sameWords = user.draw(asking(image.get("prompt").asText()));
    assertThat(sameWords.at("/rewriting/changed").asBoolean()).isFalse();
    JsonNode sameWeights = user.draw(asking(markedUp(image)));
    assertThat(sameWeights.get("prompt")).isEqualTo(image.get("prompt"));
    assertThat(pixels(rewritten)).isNotEqualTo(pixels(sameWords)).isEqualTo(pixels(sameWeights));
  }

  private static String markedUp(JsonNode image) {
    String prompt = image.get("prompt").asText();
    for (JsonNode edit : image.get("edits")) {
      double weight = edit.get("weight").asDouble();
      String word = edit.get("value").asText();
      if (weight > 2) {
        prompt = prompt.replace(word, "((%s:%s):2)".formatted(word, weight / 2));
      } else if (weight > 1) {
        prompt = prompt.replaceFirst("\\b" + word, "(%s:%s)".formatted(word, weight));
      }
    }
    return prompt;
  }

  /** Attack: markup that the model never sees splits a term. */
  @Test
  void ask_aTermSplitByWeights_isRefused(RunningSystem system) throws Exception {
    ApiClient user = system.as("portal-user");
    for (String weights : new String[] {"on", "off"}) {
      var answer =
          user.post(
              "/api/generations",
              asking("a wall with (blo:1.1)(od splat:1.0)ter", "weights", weights));
      assertThat(answer.status()).as(answer.text()).isEqualTo(403);
    }
  }

  @Test
  void openAiShape_andCommandLine_readWeightsToo(RunningSystem system, @TempDir Path folder)
      throws Exception {
    ApiClient team = system.as("api-team");
    var shaped =
        team.post(
            "/v1/images/generations",
            """
            {"prompt": "a (red:9) house", "imprimatur": {"weights": "on"}}
            """);
    assertThat(shaped.status()).isEqualTo(400);
    assertThat(shaped.json().at("/error/param").asText()).isEqualTo("prompt");

    Path weighed = folder.resolve("weighed.png");
    Path plain = folder.resolve("plain.png");
    draw(system.launcher(), weighed);
    draw(system.launcher(), plain, "--plain-brackets");
    assertThat(PixelHash.ofPng(Files.readAllBytes(weighed)))
        .isNotEqualTo(PixelHash.ofPng(Files.readAllBytes(plain)));
  }

  private static void draw(Launcher tool, Path file, String... more) throws Exception {
    var words = new ArrayList<String>();
    words.addAll(List.of("draw", "a (red:1.5) house", "--accept-licence"));
    words.addAll(List.of("--seed", "5", "--steps", "2", "--size", "128x128"));
    words.addAll(List.of("--out", file.toString()));
    words.addAll(List.of(more));
    Launcher.Ended drawn = tool.run(words.toArray(String[]::new));
    assertThat(drawn.status()).as(drawn.output()).isZero();
  }

  private static String pixels(JsonNode generation) {
    assertThat(generation.get("state").asText()).isEqualTo("RELEASED");
    return generation.at("/images/0/pixelHash").asText();
  }

  private static Map<String, Object> asking(String prompt, String... more) {
    var fields = new HashMap<String, Object>();
    fields.put("model", "cartoon");
    fields.put("prompt", prompt);
    fields.put("seed", 5);
    fields.put("steps", 2);
    fields.put("width", 128);
    fields.put("height", 128);
    fields.put("sampler", "ddim");
    for (int at = 0; at < more.length; at += 2) {
      fields.put(more[at], more[at + 1]);
    }
    return fields;
  }
}
