package dev.imprimatur.stack.system;

import static com.microsoft.playwright.assertions.PlaywrightAssertions.assertThat;
import static org.assertj.core.api.Assertions.assertThat;

import com.microsoft.playwright.Locator;
import com.microsoft.playwright.Page;
import com.microsoft.playwright.assertions.LocatorAssertions;
import com.microsoft.playwright.options.AriaRole;
import dev.imprimatur.stack.installation.FolderCopy;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Map;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;
import org.junit.jupiter.api.io.TempDir;

/** The lab in the console and explanations in the portal, in a real browser. */
@ExtendWith(RunningSystem.class)
class LabPortalIT {
  private static final LocatorAssertions.ContainsTextOptions SOON =
      new LocatorAssertions.ContainsTextOptions().setTimeout(60_000);

  @TempDir Path folder;
  private Browser browser;
  private Page page;

  @BeforeEach
  void open() throws IOException {
    browser = new Browser();
    page = browser.page();
    FolderCopy.copy(Launcher.root().resolve("policies/default"), folder);
  }

  @AfterEach
  void close(RunningSystem system) throws Exception {
    browser.close();
    system
        .newcomer("compliance-officer")
        .post("/api/policies/shadow/stop", Map.of("note", "after the test"));
  }

  @Test
  void officer_replaysAndShadowsADraft(RunningSystem system) throws Exception {
    ApiClient user = system.as("portal-user");
    user.ask(Map.of("prompt", "a tin zebra in the snow", "steps", 1));
    String draft = draft(system);
    logIn(system, "/policies", "compliance-officer");
    page.getByRole(AriaRole.LINK, named("Lab")).click();
    assertThat(heading("Lab")).isVisible();

    page.locator("#replay-bundle").selectOption(draft);
    page.getByLabel("Days back").fill("1");
    page.getByLabel("Reason").fill("before we approve it");
    button("Decide again").click();
    Locator replayed = page.getByRole(AriaRole.GRID, named("Differences of the replay"));
    assertThat(replayed).containsText("Newly blocked", SOON);
    assertThat(replayed).containsText("portal-user");

    page.locator("#shadow-bundle").selectOption(draft);
    button("Start the shadow").click();
    page.getByLabel("Why").fill("to see");
    page.getByRole(AriaRole.DIALOG)
        .getByRole(AriaRole.BUTTON, new Locator.GetByRoleOptions().setName("Start").setExact(true))
        .click();
    assertThat(button("Stop the shadow")).isVisible();
    user.ask(Map.of("prompt", "a tin zebra on a table", "steps", 1));
    Locator shadowed = page.getByRole(AriaRole.GRID, named("Differences of the shadow"));
    for (int looks = 0; looks < 60 && !shadowed.isVisible(); looks++) {
      page.waitForTimeout(500);
      button("Refresh").first().click();
    }
    assertThat(shadowed).containsText("denied (violence)");
    page.reload();
    assertThat(page.getByText("Newly blocked: 1").first()).isVisible();
    assertThat(page.locator("main")).not().containsText("zebra");
    Browser.screenshot(page, "lab");
    assertThat(browser.complaints()).isEmpty();
  }

  @Test
  void user_refused_seesWhyAndWhatWouldPass(RunningSystem system) throws Exception {
    ApiClient user = system.as("portal-user");
    String id =
        user.post(
                "/api/generations",
                Map.of(
                    "model",
                    "cartoon",
                    "prompt",
                    "a lighthouse at dusk, two men stabbing a prisoner to death, soft light"))
            .json()
            .get("generation")
            .asText();
    logIn(system, "/history/" + id, "portal-user");
    button("Explain").click();
    assertThat(page.locator("main mark").first()).isVisible();
    assertThat(page.locator("main")).containsText("policies/signals.cedar");
    assertThat(page.locator("main del").first()).isVisible();
    Browser.screenshot(page, "explanation");
    assertThat(browser.complaints()).isEmpty();
  }

  private String draft(RunningSystem system) throws Exception {
    Path terms = folder.resolve("terms/violence.txt");
    Files.writeString(terms, Files.readString(terms) + "high tin zebra\n");
    return system
        .launcher()
        .run("policy", "upload", folder.toString(), "--draft")
        .output()
        .replaceFirst("(?s).* as ([0-9a-f-]{36})\\..*", "$1");
  }

  private void logIn(RunningSystem system, String path, String role) throws IOException {
    Browser.logIn(page, system.ports().portalUrl() + path, role, system.password(role));
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
}
