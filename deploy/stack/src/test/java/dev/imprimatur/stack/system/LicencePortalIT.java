package dev.imprimatur.stack.system;

import static com.microsoft.playwright.assertions.PlaywrightAssertions.assertThat;
import static org.assertj.core.api.Assertions.assertThat;

import com.microsoft.playwright.Download;
import com.microsoft.playwright.Locator;
import com.microsoft.playwright.Page;
import com.microsoft.playwright.assertions.LocatorAssertions;
import com.microsoft.playwright.options.AriaRole;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.regex.Pattern;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;
import org.junit.jupiter.api.io.TempDir;

/** Licences in the portal and the console, in a real browser: a user and an officer. */
@ExtendWith(RunningSystem.class)
class LicencePortalIT {
  private static final LocatorAssertions.IsVisibleOptions COMPUTED =
      new LocatorAssertions.IsVisibleOptions().setTimeout(60_000);

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
  void withdrawal_ofAUser_isSeenByAnOfficer(RunningSystem system) throws Exception {
    Keycloak.User user = system.keycloak().newUser("portal-user");
    system.bearing(system.keycloak().token(user)).acceptLicence();
    logIn(system, "/", user.name(), user.password());
    button("Settings").click();
    button("Read the licence").click();
    button("Withdraw acceptance").click();
    Browser.screenshot(page, "licence-withdrawal");
    page.getByRole(AriaRole.DIALOG)
        .getByRole(
            AriaRole.BUTTON, new Locator.GetByRoleOptions().setName("Withdraw").setExact(true))
        .click();
    assertThat(page.getByRole(AriaRole.DIALOG)).not().isVisible();

    page.context().clearCookies();
    page = browser.page();
    logIn(
        system,
        "/licences/acceptances",
        "compliance-officer",
        system.password("compliance-officer"));
    Locator line =
        page.getByRole(AriaRole.ROW)
            .filter(new Locator.FilterOptions().setHasText(user.name()))
            .first();
    assertThat(line).containsText("cartoon");
    assertThat(line.locator(".pf-v6-c-label")).isVisible();
    Browser.screenshot(page, "licence-acceptances");
    assertThat(browser.complaints()).isEmpty();
  }

  @Test
  void officer_seesTheMatrixAndGetsAReport(RunningSystem system, @TempDir Path folder)
      throws Exception {
    logIn(system, "/licences", "compliance-officer", system.password("compliance-officer"));
    assertThat(page.getByText(Pattern.compile("^All [0-9]+ clauses are covered$")))
        .isVisible(COMPUTED);
    Locator rail = page.getByRole(AriaRole.GRID, named("Coverage of creativeml-openrail-m"));
    assertThat(rail).containsText("likely-deception");
    assertThat(rail).containsText("attested only");
    Browser.screenshot(page, "licences");
    page.getByLabel("From", exactly()).fill("2026-01-01");
    page.getByLabel("To before", exactly()).fill("2100-01-01");
    page.getByLabel("What it is needed for").fill("the yearly audit");
    Download download = page.waitForDownload(() -> button("Download").click());
    Path file = folder.resolve(download.suggestedFilename());
    download.saveAs(file);
    assertThat(Files.readString(file, StandardCharsets.ISO_8859_1)).startsWith("%PDF-");
    assertThat(browser.complaints()).isEmpty();
  }

  private void logIn(RunningSystem system, String path, String user, String password)
      throws IOException {
    Browser.logIn(page, system.ports().portalUrl() + path, user, password);
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
}
