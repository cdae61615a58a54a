package dev.imprimatur.stack.system;

import static com.microsoft.playwright.assertions.PlaywrightAssertions.assertThat;
import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.microsoft.playwright.Locator;
import com.microsoft.playwright.Page;
import com.microsoft.playwright.assertions.LocatorAssertions;
import com.microsoft.playwright.options.AriaRole;
import java.awt.image.BufferedImage;
import java.nio.file.Path;
import java.util.HashMap;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;
import org.junit.jupiter.api.io.TempDir;

/**
 * Pictures that start from pictures: each knows its parent, and nobody starts from a stranger's.
 */
@ExtendWith(RunningSystem.class)
class ChainIT {
  private static final String PANDA = "a panda in a forest";

  @Test
  void draw_fromAnOwnPicture_keepsMostOfItAndNamesIt(RunningSystem system) throws Exception {
    ApiClient user = system.as("portal-user");
    JsonNode first = user.draw(Map.of("prompt", PANDA, "seed", 7));
    String parent = first.get("id").asText();
    JsonNode kept = user.draw(from(parent, 0.2, 8));
    JsonNode changed = user.draw(from(parent, 1.0, 8));
    assertThat(kept.at("/start/generation").asText()).isEqualTo(parent);
    assertThat(kept.at("/start/pixelHash").asText())
        .isEqualTo(first.at("/images/0/pixelHash").asText());
    assertThat(kept.at("/start/strength").asDouble()).isEqualTo(0.2);
    BufferedImage start = Pictures.first(user, first);
    assertThat(Pictures.distance(start, Pictures.first(user, kept)))
        .isLessThan(Pictures.distance(start, Pictures.first(user, changed)) / 2);
    JsonNode grandchild = user.draw(from(kept.get("id").asText(), 0.5, 9));
    assertThat(grandchild.at("/start/pixelHash").asText())
        .isEqualTo(kept.at("/images/0/pixelHash").asText());
    assertThat(user.get(grandchild.get("receipt").asText()).text()).contains("tlog-proof");
  }

  @Test
  void ask_fromWhatIsNotThere_isToldWhy(RunningSystem system) throws Exception {
    ApiClient user = system.as("portal-user");
    String own = user.draw(Map.of("prompt", PANDA, "steps", 1)).get("id").asText();
    String strangers =
        system.as("api-team").draw(Map.of("prompt", PANDA, "steps", 1)).get("id").asText();
    String unknown = "must be a request of yours with a released picture of that index";
    assertRefused(user, from(strangers, 0.5, 1), "start.generation", unknown);
    assertRefused(user, from("yesterday", 0.5, 1), "start.generation", unknown);
    assertRefused(
        user,
        with(Map.of("start", Map.of("generation", own, "index", 1))),
        "start.generation",
        unknown);
    assertRefused(user, from(own, 0, 1), "start.strength", "must be above 0 and at most 1");
    assertRefused(
        user,
        with(Map.of("start", Map.of("generation", own), "width", 128)),
        "width",
        "must be that of the picture to start from, 256");
    Map<String, Object> tooLittle = from(own, 0.1, 1);
    tooLittle.put("steps", 5);
    assertRefused(user, tooLittle, "start.strength", "must leave at least one of the 5 steps");
  }

  @Test
  void openAiShape_startAndPreset_areTaken(RunningSystem system) throws Exception {
    ApiClient user = system.as("portal-user");
    String own = user.draw(Map.of("prompt", PANDA, "steps", 1)).get("id").asText();
    var extension =
        Map.of(
            "start",
            Map.of("generation", own, "strength", 0.5),
            "preset",
            "pencil",
            "seed",
            5,
            "steps",
            4);
    JsonNode answer =
        user.post("/v1/images/generations", Map.of("prompt", PANDA, "imprimatur", extension))
            .json();
    assertThat(answer.at("/data/0/revised_prompt").asText()).endsWith("pencil sketch");
    String id = answer.at("/imprimatur/generation").asText();
    assertThat(user.get("/api/generations/" + id).json().at("/start/generation").asText())
        .isEqualTo(own);
  }

  /** What policy refuses it refuses from a picture as well. */
  @Test
  void ask_forbiddenWordsFromAPicture_isRefused(RunningSystem system) throws Exception {
    ApiClient user = system.as("portal-user");
    String own = user.draw(Map.of("prompt", PANDA, "steps", 1)).get("id").asText();
    Map<String, Object> body = from(own, 0.5, 1);
    body.put("prompt", "a blood splatter on the wall");
    assertThat(user.post("/api/generations", body).status()).isEqualTo(403);
  }

  @Test
  void drawCommand_fromAPicture_drawsOn(RunningSystem system, @TempDir Path folder)
      throws Exception {
    ApiClient team = system.as("api-team");
    String own = team.draw(Map.of("prompt", PANDA, "seed", 3)).get("id").asText();
    String out = folder.resolve("next.png").toString();
    Launcher.Ended drawn =
        system
            .launcher()
            .run(
                "draw",
                PANDA,
                "--preset",
                "pencil",
                "--from",
                own,
                "--strength",
                "0.7",
                "--seed",
                "5",
                "-o",
                out);
    assertThat(drawn.status()).as(drawn.output()).isZero();
    assertThat(
            system
                .launcher()
                .run("verify", folder.resolve("next.receipt").toString(), out)
                .output())
        .containsPattern("Preset +pencil\n")
        .containsPattern("Started from +image 0 of " + own + ", strength 0.7\n");
    JsonNode latest = team.get("/api/generations?limit=1").json().at("/items/0");
    JsonNode record = team.get("/api/generations/" + latest.get("id").asText()).json();
    assertThat(record.at("/start/generation").asText()).isEqualTo(own);
    assertThat(record.at("/start/strength").asDouble()).isEqualTo(0.7);
  }

  @Test
  void portal_startFromIt_drawsOn(RunningSystem system) throws Exception {
    ApiClient user = system.as("portal-user");
    String own = user.draw(Map.of("prompt", PANDA, "seed", 7)).get("id").asText();
    try (var browser = new Browser()) {
      Page page = browser.page();
      Browser.logIn(
          page,
          system.ports().portalUrl() + "/?generation=" + own,
          "portal-user",
          system.password("portal-user"));
      button(page, "Start from picture 1").click();
      assertThat(page.getByAltText("The picture to start from")).isVisible();
      page.getByLabel("Strength").fill("0.4");
      page.getByLabel("Prompt", new Page.GetByLabelOptions().setExact(true))
          .fill(PANDA + " at night");
      button(page, "Draw").click();
      assertThat(page.getByText("Started from"))
          .isVisible(new LocatorAssertions.IsVisibleOptions().setTimeout(120_000));
      assertThat(page.locator("ol.timeline")).containsText("strength 0.4");
      Browser.screenshot(page, "chain");
    }
  }

  private static Locator button(Page page, String name) {
    return page.getByRole(
        AriaRole.BUTTON, new Page.GetByRoleOptions().setName(name).setExact(true));
  }

  private static Map<String, Object> from(String parent, double strength, int seed) {
    Map<String, Object> body =
        with(Map.of("start", Map.of("generation", parent, "strength", strength)));
    body.put("seed", seed);
    return body;
  }

  private static Map<String, Object> with(Map<String, Object> fields) {
    var body = new HashMap<String, Object>(fields);
    body.put("model", "cartoon");
    body.put("prompt", PANDA);
    return body;
  }

  private static void assertRefused(
      ApiClient user, Map<String, Object> body, String field, String rule) throws Exception {
    var refused = user.post("/api/generations", body);
    assertThat(refused.status()).as(refused.text()).isEqualTo(400);
    assertThat(refused.json().at("/errors/0/field").asText()).isEqualTo(field);
    assertThat(refused.json().at("/errors/0/rule").asText()).isEqualTo(rule);
  }
}
