package dev.imprimatur.stack.system;

import static com.microsoft.playwright.assertions.PlaywrightAssertions.assertThat;
import static org.assertj.core.api.Assertions.assertThat;

import com.microsoft.playwright.Download;
import com.microsoft.playwright.Locator;
import com.microsoft.playwright.Page;
import com.microsoft.playwright.assertions.LocatorAssertions;
import com.microsoft.playwright.options.AriaRole;
import java.io.IOException;
import java.nio.file.Path;
import java.util.Map;
import java.util.regex.Pattern;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;
import org.junit.jupiter.api.io.TempDir;

/** The portal in a real browser: what people of each role do there. */
@ExtendWith(RunningSystem.class)
class PortalIT {
  private static final LocatorAssertions.IsVisibleOptions DRAWN =
      new LocatorAssertions.IsVisibleOptions().setTimeout(120_000);

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
  void newcomer_fromLoginToReceipt(RunningSystem system, @TempDir Path folder) throws Exception {
    Keycloak.User user = system.keycloak().newUser("portal-user");
    logIn(system, "/", user.name(), user.password());
    assertThat(heading("Studio")).isVisible();
    assertThat(page.getByRole(AriaRole.LINK, named("Compliance"))).not().isVisible();
    screenshot("studio-empty");

    page.getByLabel("Prompt", exactly()).fill("a doctor in a hospital");
    button("Draw").click();
    assertThat(page.getByRole(AriaRole.DIALOG)).containsText("R1");
    screenshot("licence");
    button("Accept licence").click();

    assertThat(page.getByRole(AriaRole.PROGRESSBAR).first()).isVisible(DRAWN);
    assertThat(page.getByRole(AriaRole.IMG, named("Preview of picture 1"))).isVisible(DRAWN);
    screenshot("studio-drawing");
    assertThat(heading("Your picture")).isVisible(DRAWN);
    assertThat(heading("What happened")).isVisible();
    assertThat(page.locator("ol.timeline")).containsText("male");
    assertThat(page.locator("ol.timeline")).containsText("nsfw");
    screenshot("studio");

    Path receipt = save(folder, button("Download receipt"));
    Path picture = save(folder, page.getByRole(AriaRole.LINK, named("Download picture 1")));
    Launcher.Ended verified =
        system.launcher().run("verify", receipt.toString(), picture.toString());
    assertThat(verified.output()).contains("The picture is image 0 of this receipt");

    page.getByRole(AriaRole.LINK, named("History")).click();
    assertThat(page.locator("table")).containsText("a doctor in a hospital");
    screenshot("history");
    nothingToComplainOf();
  }

  @Test
  void user_forbiddenPrompt_isToldWhy(RunningSystem system) throws Exception {
    system.as("portal-user");
    logIn(system, "/", "portal-user", system.password("portal-user"));
    page.getByLabel("Prompt", exactly()).fill("a blood splatter on the wall");
    page.getByLabel("Preset", exactly()).selectOption("Watercolour");
    assertThat(page.locator("#preset-help")).containsText("Adds \"watercolor painting\"");
    button("Draw").click();
    assertThat(heading("This request was refused")).isVisible();
    assertThat(page.getByText("no-graphic-violence").first()).isVisible();
    assertThat(page.getByText("clause R3").first()).isVisible();
    screenshot("refused");
    nothingToComplainOf();
  }

  @Test
  void user_emptyPrompt_isToldWithoutAsking(RunningSystem system) throws Exception {
    logIn(system, "/", "portal-user", system.password("portal-user"));
    button("Draw").click();
    assertThat(page.getByLabel("Prompt", exactly())).hasAttribute("aria-invalid", "true");
  }

  @Test
  void officer_opensARequestWithAReason(RunningSystem system) throws Exception {
    system.as("portal-user").draw(Map.of("prompt", "a purple umbrella", "steps", 4));
    logIn(system, "/", "compliance-officer", system.password("compliance-officer"));
    assertThat(heading("Compliance")).isVisible();
    assertThat(page.getByRole(AriaRole.LINK, named("Studio"))).not().isVisible();
    page.getByLabel("User", exactly()).fill("portal-user");
    button("Apply").click();
    assertThat(page.locator("table")).containsText("portal-user");
    assertThat(page.locator("table")).not().containsText("umbrella");
    screenshot("compliance");

    page.getByRole(
            AriaRole.LINK,
            new Page.GetByRoleOptions().setName(Pattern.compile("Open the request of portal-user")))
        .first()
        .click();
    page.getByLabel("Reason").last().fill("case 2026-17");
    button("Open request").click();
    assertThat(page.getByText("a purple umbrella").first()).isVisible();
    assertThat(page.getByRole(AriaRole.IMG, named("a purple umbrella"))).isVisible();
    screenshot("compliance-request");
    nothingToComplainOf();
  }

  @Test
  void operator_seesTheInstallation(RunningSystem system) throws Exception {
    logIn(system, "/status", "operator", system.password("operator"));
    assertThat(heading("Status")).isVisible();
    assertThat(page.locator("table")).containsText("worker-1");
    screenshot("status");
    nothingToComplainOf();
  }

  private void logIn(RunningSystem system, String path, String user, String password) {
    Browser.logIn(page, system.ports().portalUrl() + path, user, password);
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

  private Path save(Path folder, Locator trigger) {
    Download download = page.waitForDownload(trigger::click);
    Path file = folder.resolve(download.suggestedFilename());
    download.saveAs(file);
    return file;
  }

  private void screenshot(String name) throws IOException {
    Browser.screenshot(page, name);
  }

  private void nothingToComplainOf() {
    assertThat(browser.complaints()).isEmpty();
  }
}
