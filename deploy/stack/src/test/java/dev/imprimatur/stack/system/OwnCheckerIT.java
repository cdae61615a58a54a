package dev.imprimatur.stack.system;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.microsoft.playwright.Page;
import com.microsoft.playwright.assertions.PlaywrightAssertions;
import java.nio.file.Path;
import java.util.HashMap;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;
import org.junit.jupiter.api.io.TempDir;

/** A checkpoint that brings its own safety checker, which looks at its pictures. */
@ExtendWith(RunningSystem.class)
class OwnCheckerIT {
  private static final Map<String, Object> SMALL =
      Map.of("width", 128, "height", 128, "steps", 2, "sampler", "ddim");

  @TempDir Path folder;

  @Test
  void draw_withACheckerThatFlags_isQuarantinedWithItsCode(RunningSystem system) throws Exception {
    Launcher tool = system.launcher();
    assertThat(tool.run("models", "show", "cartoon").output()).contains("Own checker  none");
    assertThat(add(tool, "watchful", 0.5)).contains("Its own safety checker looks");
    assertThat(tool.run("models", "show", "watchful", "--check").output())
        .contains("safety_checker", "is the recorded one");
    ApiClient user = system.newcomer("portal-user");
    user.acceptLicence("watchful");

    JsonNode flagged = user.draw(asking("watchful", "a white horse"));
    JsonNode image = flagged.get("images").get(0);
    assertThat(flagged.get("state").asText()).as(flagged.toPrettyString()).isEqualTo("QUARANTINED");
    assertThat(image.get("reasons").get(0).asText()).isEqualTo("image_safety_checker");
    JsonNode check = image.get("checks").get(1);
    assertThat(check.get("name").asText()).isEqualTo("safety-checker");
    assertThat(check.at("/scores/concept-01").asDouble()).isEqualTo(0.5);
    assertThat(check.at("/thresholds/concept-01").asDouble()).isZero();
    String id = flagged.get("id").asText();
    assertThat(user.get("/api/generations/" + id + "/images/0").status()).isEqualTo(404);
    var lines = system.newcomer("compliance-officer").get("/api/audit/generations").json();
    assertThat(lines.at("/items/0/reason").asText()).isEqualTo("image_safety_checker");
    portalSaysWhy(system, id);
    assertThat(tool.run("models", "remove", "watchful", "--yes").status()).isZero();
  }

  /** A concept just below its threshold: too near only where policy wants stricter looking. */
  @Test
  void draw_withAConceptNearlyShowing_isQuarantinedUnderStricterImagesOnly(RunningSystem system)
      throws Exception {
    Launcher tool = system.launcher();
    add(tool, "careful", 1.015);
    ApiClient user = system.newcomer("portal-user");
    user.acceptLicence("careful");
    JsonNode readable = user.draw(asking("careful", "a white horse"));
    assertThat(readable.get("state").asText()).isEqualTo("RELEASED");
    assertThat(readable.at("/images/0/checks/1/flagged").asBoolean()).isFalse();
    JsonNode unreadable = user.draw(asking("careful", "кошка на крыше"));
    assertThat(unreadable.get("state").asText()).isEqualTo("QUARANTINED");
    assertThat(tool.run("models", "remove", "careful", "--yes").status()).isZero();
  }

  private static Map<String, Object> asking(String model, String prompt) {
    var fields = new HashMap<String, Object>(SMALL);
    fields.put("model", model);
    fields.put("prompt", prompt);
    return fields;
  }

  private String add(Launcher tool, String id, double threshold) throws Exception {
    Path checkpoint = TestCheckpoint.in(folder.resolve(id));
    TinyChecker.addTo(checkpoint, threshold);
    Launcher.Ended added =
        tool.run("models", "add", checkpoint.toString(), "--id", id, "--licence", "house-rules");
    assertThat(added.status()).as(added.output()).isZero();
    return added.output();
  }

  private static void portalSaysWhy(RunningSystem system, String id) throws Exception {
    try (var browser = new Browser()) {
      Page page = browser.page();
      Browser.logIn(
          page,
          system.ports().portalUrl() + "/history/" + id,
          "portal-user",
          system.password("portal-user"));
      PlaywrightAssertions.assertThat(page.getByText("the model's own safety checker")).isVisible();
      PlaywrightAssertions.assertThat(page.locator("ol.timeline")).containsText("limit 0.000");
      PlaywrightAssertions.assertThat(page.locator("figure img")).hasCount(0);
      Browser.screenshot(page, "own-checker");
    }
  }
}
