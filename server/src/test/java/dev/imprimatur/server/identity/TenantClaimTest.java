package dev.imprimatur.server.identity;

import static org.assertj.core.api.Assertions.assertThat;

import dev.imprimatur.policy.decision.Tenant;
import jakarta.json.JsonString;
import jakarta.json.JsonValue;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** What is made of the claim, whatever it may be. */
class TenantClaimTest {
  @Test
  void of_missingClaim_isNoTenant() {
    assertThat(TenantClaim.of(null)).isEqualTo(new TenantClaim.None());
  }

  @ParameterizedTest
  @ValueSource(strings = {"schools", "a", "a-1", "a2345678901234567890123456789012"})
  void of_text_isTheTenant(String id) {
    var named = new TenantClaim.Named(new Tenant(id));
    assertThat(TenantClaim.of(id)).isEqualTo(named);
    assertThat(TenantClaim.of(new Text(id))).isEqualTo(named);
  }

  /** Paths, other scripts, separators of logs and queries, and what is too long. */
  @ParameterizedTest
  @ValueSource(
      strings = {
        "",
        " ",
        "Schools",
        "schools ",
        "-a",
        "1a",
        "../studio",
        "schools/../studio",
        "a b",
        "a\nb",
        "schools\u0000",
        "ѕchools",
        "a'; drop table generation; --",
        "{{7*7}}",
        "a23456789012345678901234567890123"
      })
  void of_textThatIsNoId_isMalformed(String text) {
    assertThat(TenantClaim.of(text)).isEqualTo(new TenantClaim.Malformed());
    assertThat(TenantClaim.of(new Text(text))).isEqualTo(new TenantClaim.Malformed());
  }

  @Test
  void of_otherTypes_isMalformed() {
    for (Object claim :
        List.of(
            7,
            true,
            List.of("schools"),
            Set.of("schools"),
            Map.of("id", "schools"),
            JsonValue.TRUE,
            JsonValue.NULL,
            JsonValue.EMPTY_JSON_ARRAY)) {
      assertThat(TenantClaim.of(claim)).as("%s", claim).isEqualTo(new TenantClaim.Malformed());
    }
  }

  /** A text of the container's JSON library. */
  private record Text(String getString) implements JsonString {
    @Override
    public String getString() {
      return getString;
    }

    @Override
    public CharSequence getChars() {
      return getString;
    }

    @Override
    public ValueType getValueType() {
      return ValueType.STRING;
    }
  }
}
