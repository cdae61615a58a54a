package dev.imprimatur.stack.installation;

import java.io.IOException;
import java.util.ArrayList;
import java.util.List;

/**
 * A login to try a role with, on this machine only.
 *
 * @param user named after its role, or after its tenant
 * @param password made for this installation
 * @param purpose what the role is for
 */
public record DemoLogin(String user, String password, String purpose) {
  /** One login for each role, and one of a tenant's user. */
  public static List<DemoLogin> all(Secrets secrets) throws IOException {
    var logins = new ArrayList<DemoLogin>();
    add(logins, secrets, "portal-user", "draws pictures in the portal");
    add(
        logins,
        secrets,
        "schools-user",
        "the same for the tenant schools, whose rules are tighter");
    add(logins, secrets, "api-team", "draws pictures through the API");
    add(logins, secrets, "policy-author", "writes policy bundles and tries them");
    add(logins, secrets, "compliance-officer", "reviews requests, approves policy bundles");
    add(logins, secrets, "auditor", "reviews everybody's requests");
    add(logins, secrets, "operator", "sees how the installation is");
    return logins;
  }

  private static void add(List<DemoLogin> logins, Secrets secrets, String user, String purpose)
      throws IOException {
    logins.add(new DemoLogin(user, secrets.password("login-" + user), purpose));
  }

  /** Shows no password. */
  @Override
  public String toString() {
    return "DemoLogin[" + user + "]";
  }
}
