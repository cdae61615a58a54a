package dev.imprimatur.stack.system;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.fasterxml.jackson.databind.JsonNode;
import com.microsoft.playwright.Page;
import com.microsoft.playwright.assertions.PlaywrightAssertions;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Map;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;
import org.junit.jupiter.api.io.TempDir;

/** A second start keeps everything; another policy bundle changes what is released. */
@ExtendWith(RunningSystem.class)
class RestartIT {
  @Test
  void restart_withStricterBundle_keepsDataAndQuarantines(
      RunningSystem system, @TempDir Path folder) throws Exception {
    ApiClient before = system.as("portal-user");
    JsonNode kept = before.draw(Map.of("prompt", "a white horse", "steps", 4));
    assertThat(kept.get("state").asText()).isEqualTo("RELEASED");

    system.restart(Map.of("IMPRIMATUR_POLICIES", strictBundle(folder).toString()));
    try {
      ApiClient user = system.newcomer("portal-user");
      String address = "/api/generations/" + kept.get("id").asText();
      assertThat(user.get(address).json()).isEqualTo(kept);
      assertThat(user.get(kept.get("images").get(0).get("href").asText()).status()).isEqualTo(200);
      quarantines(system, user);
      refusesUploads(user);
    } finally {
      system.restart(Map.of());
    }
  }

  @Test
  void restart_withBrokenBundle_doesNotStartAndSaysWhichFileIsWrong(
      RunningSystem system, @TempDir Path folder) throws Exception {
    Path broken = strictBundle(folder);
    Files.writeString(broken.resolve("thresholds.json"), "{\"version\": \"broken\"}");
    try {
      assertThatThrownBy(() -> system.restart(Map.of("IMPRIMATUR_POLICIES", broken.toString())))
          .hasMessageContaining("The application does not start")
          .hasMessageContaining("thresholds.json");
    } finally {
      system.restart(Map.of());
    }
  }

  /** What a check flags is not drawn from, and the refusal has a code and a receipt of its own. */
  private static void refusesUploads(ApiClient user) throws Exception {
    JsonNode upload = Uploads.bring(user, Uploads.sketch(64, 64));
    JsonNode refused =
        user.draw(
            Map.of(
                "prompt",
                "a white horse",
                "steps",
                4,
                "start",
                Map.of("upload", upload.get("id").asText())));
    assertThat(refused.get("state").asText()).isEqualTo("DENIED");
    assertThat(refused.at("/denial/code").asText()).isEqualTo("upload_nsfw");
    assertThat(refused.get("images")).isEmpty();
    assertThat(refused.at("/start/upload/checks/0/flagged").asBoolean()).isTrue();
    assertThat(user.get(refused.get("receipt").asText()).text()).contains("tlog-proof");
    ApiClient.Answer shape =
        user.post(
            "/v1/images/generations",
            Map.of(
                "prompt",
                "a white horse",
                "imprimatur",
                Map.of("steps", 4, "start", Map.of("upload", upload.get("id").asText()))));
    assertThat(shape.status()).isEqualTo(400);
    assertThat(shape.text()).contains("upload_nsfw");
  }

  private static void quarantines(RunningSystem system, ApiClient user) throws Exception {
    JsonNode flagged = user.draw(Map.of("prompt", "a white horse", "steps", 4));
    String address = "/api/generations/" + flagged.get("id").asText();
    JsonNode image = flagged.get("images").get(0);
    assertThat(flagged.get("state").asText()).isEqualTo("QUARANTINED");
    assertThat(image.get("state").asText()).isEqualTo("quarantined");
    assertThat(image.get("href").isNull()).isTrue();
    assertThat(image.get("checks").get(0).get("flagged").asBoolean()).isTrue();
    assertThat(user.get(address + "/images/0").status()).isEqualTo(404);
    assertThat(user.get(address + "/receipt").status()).isEqualTo(200);
    var officer = system.newcomer("compliance-officer");
    assertThat(
            officer
                .get(
                    "/api/audit/generations/"
                        + flagged.get("id").asText()
                        + "/images/0?reason=to%20see%20why")
                .status())
        .isEqualTo(404);
    var shaped = user.post("/v1/images/generations", "{\"prompt\": \"a horse\"}");
    assertThat(shaped.status()).isEqualTo(400);
    assertThat(shaped.json().get("error").get("code").asText()).isEqualTo("moderation_blocked");
    assertThat(shaped.text()).doesNotContain("b64_json");
    portalShowsNoPicture(system, flagged.get("id").asText());
  }

  private static void portalShowsNoPicture(RunningSystem system, String id) throws Exception {
    try (var browser = new Browser()) {
      Page page = browser.page();
      Browser.logIn(
          page,
          system.ports().portalUrl() + "/history/" + id,
          "portal-user",
          system.password("portal-user"));
      PlaywrightAssertions.assertThat(page.getByText("Picture 1 is quarantined")).isVisible();
      PlaywrightAssertions.assertThat(page.locator("figure img")).hasCount(0);
      Browser.screenshot(page, "quarantined");
    }
  }

  /** The default bundle, with thresholds that no picture stays below, nor any tenant's. */
  private static Path strictBundle(Path folder) throws IOException {
    Path standard = Launcher.root().resolve("policies/default");
    Path strict = folder.resolve("strict");
    try (Stream<Path> files = Files.walk(standard)) {
      for (Path file :
          files.filter(path -> !path.startsWith(standard.resolve("tenants"))).toList()) {
        Path copy = strict.resolve(standard.relativize(file).toString());
        if (Files.isDirectory(file)) {
          Files.createDirectories(copy);
        } else {
          Files.copy(file, copy);
        }
      }
    }
    Files.writeString(
        strict.resolve("thresholds.json"),
        """
        {
          "version": "strict",
          "checks": { "nsfw": { "hentai": 0.0000001 } },
          "stricter": { "nsfw": { "hentai": 0.0000001 } }
        }
        """);
    return strict;
  }
}
