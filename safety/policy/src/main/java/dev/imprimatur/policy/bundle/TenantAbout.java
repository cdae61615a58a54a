package dev.imprimatur.policy.bundle;

/** What a tenant is called, in {@code tenant.json}. */
record TenantAbout(String title) {
  private static final int LONGEST = 80;

  TenantAbout {
    if (title.isBlank() || title.length() > LONGEST) {
      throw new IllegalArgumentException(
          "a tenant's title must have 1 to " + LONGEST + " characters");
    }
  }
}
