package dev.imprimatur.policy.statistics;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import java.util.List;
import org.junit.jupiter.api.Test;

class BootstrapTest {
  private static final Bootstrap.Statistic FIRST = shares -> shares.values().getFirst();

  @Test
  void of_aShare_isNearWilsonsInterval() {
    Estimate drawn = Bootstrap.of(List.of(40, 60), FIRST);
    Estimate wilson = Estimate.share(40, 100);
    assertThat(drawn.value()).isEqualTo(0.4);
    assertThat(drawn.low()).isCloseTo(wilson.low(), within(0.02));
    assertThat(drawn.high()).isCloseTo(wilson.high(), within(0.02));
  }

  @Test
  void of_theSameCounts_isTheSame() {
    assertThat(Bootstrap.of(List.of(3, 4, 5), FIRST))
        .isEqualTo(Bootstrap.of(List.of(3, 4, 5), FIRST));
  }

  @Test
  void of_aDistanceOfNothing_holdsItsValue() {
    Shares target = new Shares(List.of(0.5, 0.5));
    Estimate distance = Bootstrap.of(List.of(32, 32), shares -> shares.totalVariation(target));
    assertThat(distance.value()).isZero();
    assertThat(distance.low()).isZero();
    assertThat(distance.high()).isBetween(0.08, 0.16);
  }

  @Test
  void ofTruth_withErrors_isWiderThanOfReadings() {
    List<Integer> read = List.of(30, 34);
    Estimate readings = Bootstrap.of(read, FIRST);
    Estimate truth = Bootstrap.ofTruth(read, List.of(List.of(80, 20), List.of(20, 80)), FIRST);
    assertThat(truth.high() - truth.low()).isGreaterThan(1.3 * (readings.high() - readings.low()));
  }
}
