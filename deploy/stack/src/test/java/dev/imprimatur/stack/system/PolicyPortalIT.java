package dev.imprimatur.stack.system;

import static com.microsoft.playwright.assertions.PlaywrightAssertions.assertThat;
import static org.assertj.core.api.Assertions.assertThat;

import com.microsoft.playwright.Locator;
import com.microsoft.playwright.Page;
import com.microsoft.playwright.assertions.LocatorAssertions;
import com.microsoft.playwright.options.AriaRole;
import dev.imprimatur.policy.bundle.BundleArchive;
import dev.imprimatur.policy.bundle.BundleFiles;
import dev.imprimatur.stack.installation.FolderCopy;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Map;
import java.util.regex.Pattern;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;
import org.junit.jupiter.api.io.TempDir;

/** Policy bundles in the console, in a real browser: an author and an officer. */
@ExtendWith(RunningSystem.class)
class PolicyPortalIT {
  private static final LocatorAssertions.IsVisibleOptions CHECKED =
      new LocatorAssertions.IsVisibleOptions().setTimeout(60_000);

  @TempDir Path folder;
  @TempDir Path elsewhere;
  private Browser browser;
  private Page page;

  @BeforeEach
  void open() throws IOException {
    browser = new Browser();
    page = browser.page();
    FolderCopy.copy(Launcher.root().resolve("policies/default"), folder);
  }

  @AfterEach
  void close() {
    browser.close();
  }

  @Test
  void bundle_authorAndOfficer_fromUploadToRollback(RunningSystem system) throws Exception {
    Path terms = folder.resolve("terms/violence.txt");
    Files.writeString(terms, Files.readString(terms) + "high chalk giraffe\n");
    logIn(system, "policy-author");
    assertThat(heading("Policies")).isVisible();
    assertThat(page.getByText("No model was measured yet")).isVisible();
    upload();
    assertThat(page.getByText("violence, high: chalk giraffe")).isVisible(CHECKED);
    assertThat(page.getByText(Pattern.compile("^[0-9]+ of [0-9]+ hold$"))).isVisible();
    take("Submit", "no chalk giraffes");
    assertThat(page.getByText("Waits for approval")).isVisible();
    assertThat(button("Approve")).not().isVisible();
    Browser.screenshot(page, "policy-bundle");
    String address = page.url();

    page.context().clearCookies();
    page = browser.page();
    logIn(system, "compliance-officer");
    page.navigate(address);
    take("Approve", "looks right");
    take("Activate", "as decided");
    assertThat(page.getByText("In force", new Page.GetByTextOptions().setExact(true))).isVisible();
    page.getByRole(AriaRole.LINK, named("All policies")).click();
    assertThat(page.getByRole(AriaRole.GRID, named("Activations"))).containsText("as decided");
    Browser.screenshot(page, "policies");
    take("Roll back", "too strict");
    assertThat(page.getByRole(AriaRole.GRID, named("Activations"))).containsText("rolled back");
    assertThat(browser.complaints()).isEmpty();
  }

  @Test
  void persons_officerProposesAndAnAuthorApproves_isRefusedInAnyScript(RunningSystem system)
      throws Exception {
    logIn(system, "compliance-officer");
    page.getByRole(AriaRole.LINK, named("Protected persons")).click();
    assertThat(page.getByRole(AriaRole.GRID, named("Protected persons")))
        .containsText("Greta Thunberg");
    page.getByLabel("Name", new Page.GetByLabelOptions().setExact(true)).fill("The");
    page.getByLabel("Why").fill("by mistake");
    button("Propose").click();
    assertThat(
            page.getByText(Pattern.compile("would block [0-9]+ of [0-9]+ harmless prompts")).last())
        .isVisible(CHECKED);
    page.getByLabel("Name", new Page.GetByLabelOptions().setExact(true)).fill("Oksana Tkalenko");
    page.getByLabel("Also known as").fill("The Chalk Queen, Oksana T.");
    page.getByLabel("Why").fill("asked for it herself");
    button("Propose").click();
    assertThat(page.getByText("The change waits for approval")).isVisible(CHECKED);
    Browser.screenshot(page, "protected-persons");
    page.getByRole(AriaRole.LINK, named("open the bundle")).click();
    assertThat(page.getByText("oksana-tkalenko")).isVisible(CHECKED);
    assertThat(button("Approve")).not().isVisible();
    String address = page.url();

    page.context().clearCookies();
    page = browser.page();
    logIn(system, "policy-author");
    page.navigate(address);
    take("Approve", "looks right");
    take("Activate", "as decided");
    assertThat(page.getByText("In force", new Page.GetByTextOptions().setExact(true))).isVisible();
    ApiClient user = system.as("portal-user");
    assertThat(
            user.post(
                    "/api/generations",
                    Map.of("model", "cartoon", "prompt", "Оксана Ткаленко на велосипеде"))
                .text())
        .contains("no-protected-persons");
    page.getByRole(AriaRole.LINK, named("All policies")).click();
    take("Roll back", "only tried");
    assertThat(browser.complaints()).allMatch(complaint -> complaint.contains("422"));
  }

  @Test
  void upload_brokenBundle_isToldWithFileAndLine(RunningSystem system) throws Exception {
    Path limits = folder.resolve("policies/limits.cedar");
    Files.writeString(limits, Files.readString(limits) + "forbid whatever;\n");
    logIn(system, "policy-author");
    upload();
    assertThat(page.getByText("policies/limits.cedar, line 21: unexpected token").last())
        .isVisible(CHECKED);
    Browser.screenshot(page, "policy-refused");
  }

  private void upload() throws IOException {
    Path archive = elsewhere.resolve("bundle.zip");
    Files.write(archive, BundleArchive.pack(BundleFiles.read(folder)));
    page.getByLabel("Archive of a bundle").setInputFiles(archive);
  }

  /** Takes a step with a reason. */
  private void take(String step, String note) {
    button(step).click();
    page.getByLabel("Why").fill(note);
    page.getByRole(AriaRole.DIALOG)
        .getByRole(AriaRole.BUTTON, new Locator.GetByRoleOptions().setName(step).setExact(true))
        .click();
    assertThat(page.getByRole(AriaRole.DIALOG)).not().isVisible();
  }

  private void logIn(RunningSystem system, String role) throws IOException {
    Browser.logIn(page, system.ports().portalUrl() + "/policies", role, system.password(role));
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
