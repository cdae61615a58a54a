package dev.imprimatur.training.report;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.within;

import org.junit.jupiter.api.Test;

class ShareTest {
  @Test
  void interval_ofKnownShares_isWilsons() {
    // Newcombe 1998, table I.
    assertInterval(new Share(81, 263), 0.2553, 0.3662);
    assertInterval(new Share(15, 148), 0.0624, 0.1605);
    assertInterval(new Share(0, 20), 0.0000, 0.1611);
    assertInterval(new Share(1, 29), 0.0061, 0.1718);
  }

  @Test
  void share_ofNothing_isADash() {
    assertThat(new Share(0, 0)).hasToString("-");
    assertThat(new Share(1, 2)).hasToString("0.500 (0.095-0.905)");
    assertThatThrownBy(() -> new Share(3, 2)).hasMessage("there cannot be 3 of 2");
  }

  private static void assertInterval(Share share, double low, double high) {
    assertThat(share.low()).isCloseTo(low, within(1e-4));
    assertThat(share.high()).isCloseTo(high, within(1e-4));
  }
}
