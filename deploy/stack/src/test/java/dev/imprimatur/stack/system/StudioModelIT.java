package dev.imprimatur.stack.system;

import static com.microsoft.playwright.assertions.PlaywrightAssertions.assertThat;

import com.microsoft.playwright.Locator;
import com.microsoft.playwright.Page;
import com.microsoft.playwright.assertions.LocatorAssertions.IsVisibleOptions;
import com.microsoft.playwright.options.AriaRole;
import java.io.IOException;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import org.assertj.core.api.Assertions;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;
import org.junit.jupiter.api.io.TempDir;

/** A model that an operator adds while the portal is open, as its user meets it. */
@ExtendWith(RunningSystem.class)
class StudioModelIT {
  private static final IsVisibleOptions DRAWN = new IsVisibleOptions().setTimeout(180_000);

  @TempDir Path folder;
  private Browser browser;
  private Page page;

  @BeforeEach
  void open() {
    browser = new Browser();
    page = browser.page();
  }

  @AfterEach
  void close() {
    browser.close();
  }

  @Test
  void user_anAddedModel_isOfferedLicensedDrawnWithAndGone(RunningSystem system) throws Exception {
    Keycloak.User user = system.keycloak().newUser("portal-user");
    logIn(system, user);
    assertThat(page.locator("option", containing("A visitor"))).hasCount(0);

    add(system.launcher());
    awaitWorker(system);
    page.reload();
    button("Settings").click();
    page.getByLabel("Model", exactly()).selectOption("visitor");
    assertThat(page.getByText("added by an operator").first()).isVisible();
    screenshot("studio-added-model");
    page.getByLabel("Prompt", exactly()).fill("a (red:1.2) house");
    button("Draw").click();
    assertThat(page.getByRole(AriaRole.DIALOG)).containsText("House rules");
    button("Accept licence").click();
    assertThat(heading("Your picture")).isVisible(DRAWN);
    assertThat(page.locator("ol.timeline")).containsText("nsfw");
    assertThat(page.locator("ol.timeline")).containsText("red × 1.2");
    assertThat(page.locator("ol.timeline")).containsText("A visitor");
    screenshot("studio-added-model-drawn");

    Launcher.Ended removed = system.launcher().run("models", "remove", "visitor", "--yes");
    Assertions.assertThat(removed.status()).as(removed.output()).isZero();
    page.reload();
    assertThat(page.getByLabel("Prompt", exactly())).isVisible();
    assertThat(page.locator("option", containing("A visitor"))).hasCount(0);
    page.getByRole(AriaRole.LINK, named("History")).click();
    assertThat(page.locator("table")).containsText("a red house");
    Assertions.assertThat(browser.complaints()).isEmpty();
  }

  private void add(Launcher tool) throws Exception {
    Launcher.Ended added =
        tool.run(
            "models",
            "add",
            TestCheckpoint.in(folder).toString(),
            "--id",
            "visitor",
            "--title",
            "A visitor",
            "--licence",
            "house-rules");
    Assertions.assertThat(added.status()).as(added.output()).isZero();
  }

  /** A worker looks for models every two seconds. */
  private static void awaitWorker(RunningSystem system) throws Exception {
    ApiClient user = system.newcomer("portal-user");
    Instant deadline = Instant.now().plus(Duration.ofMinutes(1));
    while (user.get("/api/models")
        .json()
        .valueStream()
        .noneMatch(model ->
            model.get("id").asText().equals("visitor") && model.get("available").asBoolean())) {
      Assertions.assertThat(Instant.now()).isBefore(deadline);
      Thread.sleep(200);
    }
  }

  private void logIn(RunningSystem system, Keycloak.User user) {
    Browser.logIn(page, system.ports().portalUrl() + "/", user.name(), user.password());
    assertThat(heading("Studio")).isVisible();
  }

  private Locator heading(String name) {
    return page.getByRole(AriaRole.HEADING, named(name));
  }

  private Locator button(String name) {
    return page.getByRole(AriaRole.BUTTON, named(name));
  }

  private static Page.GetByRoleOptions named(String name) {
    return new Page.GetByRoleOptions().setName(name).setExact(true);
  }

  private static Page.GetByLabelOptions exactly() {
    return new Page.GetByLabelOptions().setExact(true);
  }

  private static Page.LocatorOptions containing(String text) {
    return new Page.LocatorOptions().setHasText(text);
  }

  private void screenshot(String name) throws IOException {
    Browser.screenshot(page, name);
  }
}
