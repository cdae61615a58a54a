package dev.imprimatur.policy.statistics;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class EstimateTest {
  /** Ends of intervals as Newcombe (1998, table I, method 3) gives them, and two plain ones. */
  @ParameterizedTest
  @CsvSource({
    "81,263,0.2553,0.3662",
    "15,148,0.0624,0.1605",
    "0,20,0,0.1611",
    "1,29,0.0061,0.1718",
    "5,10,0.2366,0.7634",
    "29,29,0.8830,1"
  })
  void share_counts_haveWilsonsInterval(int count, int total, double low, double high) {
    Estimate estimate = Estimate.share(count, total);
    assertThat(estimate.value()).isEqualTo((double) count / total);
    assertThat(estimate.low()).isCloseTo(low, within(5e-5));
    assertThat(estimate.high()).isCloseTo(high, within(5e-5));
  }
}
