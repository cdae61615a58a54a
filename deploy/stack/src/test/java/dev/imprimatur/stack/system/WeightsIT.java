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
