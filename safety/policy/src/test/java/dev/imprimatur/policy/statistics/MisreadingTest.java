package dev.imprimatur.policy.statistics;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import java.util.List;
import java.util.SplittableRandom;
import org.junit.jupiter.api.Test;

class MisreadingTest {
  @Test
  void corrected_twoClasses_isRogansAndGladensFormula() {
    double sensitivity = 0.9;
    double specificity = 0.8;
    var misreading = Misreading.of(List.of(List.of(90, 10), List.of(20, 80)));
    for (double read : new double[] {0.25, 0.5, 0.85}) {
      double expected = (read + specificity - 1) / (sensitivity + specificity - 1);
      assertThat(misreading.corrected(new Shares(List.of(read, 1 - read))).values().getFirst())
          .isCloseTo(expected, within(1e-12));
    }
  }

  @Test
  void corrected_whatIsExpected_isTheTruth() {
    var random = new SplittableRandom(7);
    for (int round = 0; round < 200; round++) {
      var misreading =
          Misreading.of(
              List.of(
                  List.of(80, random.nextInt(20), 3),
                  List.of(5, 60, random.nextInt(20)),
                  List.of(random.nextInt(9), 2, 70)));
      Shares truth = Shares.of(List.of(random.nextInt(1, 9), random.nextInt(9), random.nextInt(9)));
      List<Double> corrected = misreading.corrected(misreading.expected(truth)).values();
      for (int at = 0; at < 3; at++) {
        assertThat(corrected.get(at)).isCloseTo(truth.values().get(at), within(1e-9));
      }
    }
  }

  @Test
  void corrected_readingsThatNoTruthGives_areCutToShares() {
    var misreading = Misreading.of(List.of(List.of(90, 10), List.of(20, 80)));
    assertThat(misreading.corrected(new Shares(List.of(1.0, 0.0))).values())
        .containsExactly(1.0, 0.0);
  }

  @Test
  void corrected_aClassifierThatGuesses_changesNothing() {
    var misreading = Misreading.of(List.of(List.of(5, 5), List.of(5, 5)));
    var read = new Shares(List.of(0.3, 0.7));
    assertThat(misreading.corrected(read)).isEqualTo(read);
  }
}
