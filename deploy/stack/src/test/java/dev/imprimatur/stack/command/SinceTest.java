package dev.imprimatur.stack.command;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.time.DateTimeException;
import java.time.Instant;
import org.junit.jupiter.api.Test;

class SinceTest {
  private static final Instant NOW = Instant.parse("2026-08-02T10:00:00Z");

  @Test
  void before_durations_countBack() {
    assertThat(new Since("30d").before(NOW)).isEqualTo("2026-07-03T10:00:00Z");
    assertThat(new Since("12h").before(NOW)).isEqualTo("2026-08-01T22:00:00Z");
    assertThat(new Since("45m").before(NOW)).isEqualTo("2026-08-02T09:15:00Z");
  }

  @Test
  void before_moments_areTakenAsTheyAre() {
    assertThat(new Since("2026-07-01").before(NOW)).isEqualTo("2026-07-01T00:00:00Z");
    assertThat(new Since("2026-07-01T10:00:00+02:00").before(NOW))
        .isEqualTo("2026-07-01T08:00:00Z");
  }

  @Test
  void new_anythingElse_isRefused() {
    for (String text : new String[] {"", "30", "d", "-3d", "lately", "999999d", "2026-13-01"}) {
      assertThatThrownBy(() -> new Since(text)).isInstanceOf(DateTimeException.class);
    }
  }
}
