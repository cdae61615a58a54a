package dev.imprimatur.server.identity;

import dev.imprimatur.policy.decision.Tenant;
import jakarta.json.JsonString;
import org.jspecify.annotations.Nullable;

/** What a verified token says of the tenant that its bearer belongs to. */
sealed interface TenantClaim {
  /** The claim's name. */
  String NAME = "tenant";

  /** The bearer belongs to none. */
  record None() implements TenantClaim {}

  /** The bearer belongs to this one. */
  record Named(Tenant tenant) implements TenantClaim {}

  /** The claim names no tenant, so whose rules hold is not known. */
  record Malformed() implements TenantClaim {}

  /**
   * Reads the claim, as the container gives it: missing, or a text. Whatever else it may be is
   * malformed, an empty text too: a claim that cannot be read must not free anybody of the rules of
   * a tenant.
   */
  static TenantClaim of(@Nullable Object claim) {
    return switch (claim) {
      case null -> new None();
      case String text -> named(text);
      case JsonString text -> named(text.getString());
      default -> new Malformed();
    };
  }

  private static TenantClaim named(String text) {
    return Tenant.isId(text) ? new Named(new Tenant(text)) : new Malformed();
  }
}
