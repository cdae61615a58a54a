package dev.imprimatur.policy.statistics;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.within;

import java.util.List;
import org.junit.jupiter.api.Test;

class SharesTest {
  private static final Shares TARGET = new Shares(List.of(0.5, 0.3, 0.2));

  @Test
  void distances_ofTheTargetItself_areNone() {
    assertThat(TARGET.totalVariation(TARGET)).isZero();
    assertThat(TARGET.divergence(TARGET)).isZero();
    assertThat(TARGET.largestGap(TARGET)).isZero();
  }

  @Test
  void distances_ofOtherShares_followTheirFormulas() {
    Shares shares = Shares.of(List.of(8, 2, 0));
    assertThat(shares.totalVariation(TARGET)).isCloseTo(0.3, within(1e-12));
    assertThat(shares.largestGap(TARGET)).isCloseTo(0.3, within(1e-12));
    assertThat(shares.divergence(TARGET))
        .isCloseTo(0.8 * Math.log(1.6) + 0.2 * Math.log(0.2 / 0.3), within(1e-12));
  }

  @Test
  void shares_thatAreNot1Together_areRefused() {
    assertThatThrownBy(() -> new Shares(List.of(0.5, 0.4)))
        .hasMessageStartingWith("shares must be 0 or more and 1 together");
    assertThatThrownBy(() -> new Shares(List.of(1.5, -0.5)))
        .hasMessageStartingWith("shares must be 0 or more and 1 together");
    assertThatThrownBy(() -> Shares.of(List.of(0, 0)))
        .hasMessageStartingWith("shares must be 0 or more and 1 together");
  }
}
