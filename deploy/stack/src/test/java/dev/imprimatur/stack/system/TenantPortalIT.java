package dev.imprimatur.stack.system;

import static com.microsoft.playwright.assertions.PlaywrightAssertions.assertThat;
import static org.assertj.core.api.Assertions.assertThat;

import com.microsoft.playwright.Page;
import com.microsoft.playwright.options.AriaRole;
import java.io.IOException;
import java.util.Map;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;

/** What a tenant's user and those who oversee policies see of its rules, in a real browser. */
@ExtendWith(RunningSystem.class)
class TenantPortalIT {
  private static final String WEAPON = "a cartoon pistol on a table";

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
  void pupil_whatSchoolsForbid_isToldWhoseRuleItIsAndWhatWouldPass(RunningSystem system)
      throws Exception {
    system.as("schools-user");
    logIn(system, "/", "schools-user");
    assertThat(page.getByText("of schools")).isVisible();
    page.getByLabel("Prompt", new Page.GetByLabelOptions().setExact(true)).fill(WEAPON);
    page.getByRole(AriaRole.BUTTON, named("Draw")).click();
    assertThat(page.getByText("Pictures of weapons are not drawn for schools.").first())
        .isVisible();
    assertThat(page.getByText("schools/no-weapons").first()).isVisible();
    page.getByRole(AriaRole.BUTTON, named("Explain")).click();
    assertThat(page.getByText("a cartoon on a table").first()).isVisible();
    Browser.screenshot(page, "tenant-refused");
    assertThat(browser.complaints()).isEmpty();
  }

  @Test
  void officer_seesWhatTheBundleAddsAndWhoAskedForWhichTenant(RunningSystem system)
      throws Exception {
    system
        .as("schools-user")
        .post("/api/generations", Map.of("model", "cartoon", "prompt", WEAPON));
    logIn(system, "/policies", "compliance-officer");
    assertThat(page.getByRole(AriaRole.REGION, named("Schools")))
        .containsText("schools/no-alcohol");
    Browser.screenshot(page, "tenant-policies");
    page.getByRole(AriaRole.LINK, named("Compliance")).click();
    page.getByLabel("Tenant", new Page.GetByLabelOptions().setExact(true)).first().fill("schools");
    page.getByRole(AriaRole.BUTTON, named("Apply")).click();
    assertThat(page.locator("table")).containsText("tenant_weapons");
    assertThat(page.locator("table")).not().containsText("portal-user");
    Browser.screenshot(page, "tenant-requests");
    assertThat(browser.complaints()).isEmpty();
  }

  private void logIn(RunningSystem system, String path, String user) throws IOException {
    Browser.logIn(page, system.ports().portalUrl() + path, user, system.password(user));
  }

  private static Page.GetByRoleOptions named(String name) {
    return new Page.GetByRoleOptions().setName(name).setExact(true);
  }
}
