package dev.imprimatur.server.identity;

/** The realm's roles. */
public final class Role {
  public static final String PORTAL_USER = "portal-user";
  public static final String API_TEAM = "api-team";
  public static final String POLICY_AUTHOR = "policy-author";
  public static final String COMPLIANCE_OFFICER = "compliance-officer";
  public static final String AUDITOR = "auditor";
  public static final String OPERATOR = "operator";

  private Role() {}
}
