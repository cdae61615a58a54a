package dev.imprimatur.stack.system;

import static com.microsoft.playwright.assertions.PlaywrightAssertions.assertThat;
import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.microsoft.playwright.Page;
import com.microsoft.playwright.options.AriaRole;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;
import org.junit.jupiter.api.io.TempDir;

/** Obligations in the running system: what policy wants reviewed reaches nobody before that. */
@ExtendWith(RunningSystem.class)
class ReviewIT {
  private static final String PROMPT =
      "passport of john miller with readable name and number, all numbers visible";
  private static final Map<String, Object> REQUEST =
      Map.of("prompt", PROMPT, "steps", 8, "seed", 7);

  @Test
  void heldPicture_isShownToAnOfficerAloneAndThenToItsOwner(
      RunningSystem system, @TempDir Path folder) throws Exception {
    ApiClient owner = system.as("portal-user");
    JsonNode held = owner.draw(REQUEST);
    String id = held.get("id").asText();
    assertThat(held.get("state").asText()).isEqualTo("IN_REVIEW");
    assertThat(held.get("receipt").isNull()).isTrue();
    assertThat(owner.get("/api/generations/" + id + "/images/0").status()).isEqualTo(404);

    String opened = "/api/audit/generations/" + id;
    String picture = opened + "/images/0?reason=case%202026-18";
    assertThat(system.as("auditor").get(picture).status()).isEqualTo(404);
    assertThat(owner.get(picture).status()).isEqualTo(403);
    ApiClient officer = system.as("compliance-officer");
    assertThat(officer.get(picture).status()).isEqualTo(200);

    Map<String, Object> decision = Map.of("released", List.of(0), "reason", "a training card");
    assertThat(system.as("auditor").post(opened + "/review", decision).status()).isEqualTo(403);
    assertThat(owner.post(opened + "/review", decision).status()).isEqualTo(403);
    assertThat(officer.post(opened + "/review", Map.of("released", List.of(0))).text())
        .contains("must say in 5 to 500 characters why you decide so");
    assertThat(
            officer
                .post(opened + "/review", Map.of("released", List.of(7), "reason", "the wrong one"))
                .text())
        .contains("Picture 7 is not among those that wait");
    assertThat(officer.post(opened + "/review", decision).json().get("state").asText())
        .isEqualTo("RELEASED");
    assertThat(officer.post(opened + "/review", decision).text()).contains("not_in_review");

    ApiClient.Answer released = owner.get("/api/generations/" + id + "/images/0");
    assertThat(released.status()).isEqualTo(200);
    Path file = Files.write(folder.resolve("picture.png"), released.body());
    Path receipt =
        Files.write(
            folder.resolve("a.receipt"), owner.get("/api/generations/" + id + "/receipt").body());
    Launcher.Ended verified = system.launcher().run("verify", receipt.toString(), file.toString());
    assertThat(verified.output()).contains("The picture is image 0 of this receipt");
  }

  @Test
  void openAiClient_isToldThatAnOfficerLooksFirst(RunningSystem system) throws Exception {
    ApiClient.Answer answer =
        system
            .as("api-team")
            .post(
                "/v1/images/generations",
                Map.of(
                    "prompt",
                    PROMPT,
                    "size",
                    "256x256",
                    "imprimatur",
                    Map.of("seed", 7, "steps", 8)));
    assertThat(answer.status()).isEqualTo(403);
    assertThat(answer.json().at("/error/code").asText()).isEqualTo("in_review");
    assertThat(answer.json().at("/error/href").asText()).contains("/api/generations/");
  }

  @Test
  void commandLine_isToldThatAnOfficerLooksFirst(RunningSystem system, @TempDir Path folder)
      throws Exception {
    Launcher.Ended drawn =
        system
            .launcher()
            .run(
                "draw",
                PROMPT,
                "--steps",
                "8",
                "--seed",
                "7",
                "--out",
                folder.toString(),
                "--accept-licence");
    assertThat(drawn.status()).isEqualTo(1);
    assertThat(drawn.output())
        .contains("Picture 0 is drawn, and an officer looks at it before it is released.")
        .contains("The receipt comes with the officer's decision: /api/generations/");
  }

  @Test
  void officerInTheConsole_withholds(RunningSystem system) throws Exception {
    ApiClient owner = system.as("portal-user");
    JsonNode held = owner.draw(REQUEST);
    assertThat(held.get("state").asText()).isEqualTo("IN_REVIEW");
    String id = held.get("id").asText();
    try (Browser browser = new Browser()) {
      Page page = browser.page();
      logIn(page, system, "/compliance/" + id, "compliance-officer");
      page.getByLabel("Reason").fill("case 2026-19");
      page.getByRole(AriaRole.BUTTON, named("Open request")).click();

      assertThat(page.getByRole(AriaRole.IMG, named(PROMPT))).isVisible();
      Browser.screenshot(page, "review");
      page.getByLabel("Reason").fill("a real document");
      page.getByRole(AriaRole.BUTTON, named("Withhold the picture")).click();
      assertThat(page.getByText("Picture 1 is withheld")).isVisible();
      assertThat(page.getByRole(AriaRole.HEADING, named("Reviewed"))).isVisible();
      assertThat(browser.complaints()).isEmpty();
    }
    try (Browser browser = new Browser()) {
      Page page = browser.page();
      logIn(page, system, "/history/" + id, "portal-user");
      assertThat(page.getByText("a real document").first()).isVisible();
      Browser.screenshot(page, "withheld");
    }
  }

  private static void logIn(Page page, RunningSystem system, String path, String role)
      throws Exception {
    Browser.logIn(page, system.ports().portalUrl() + path, role, system.password(role));
  }

  private static Page.GetByRoleOptions named(String name) {
    return new Page.GetByRoleOptions().setName(name).setExact(true);
  }
}
