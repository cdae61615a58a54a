package dev.imprimatur.contract;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;

import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class OwnCheckerReportTest {
  private static final String HASH = Samples.HASH;

  /** Less than half a thousandth is nothing, as the published checker rounds. */
  @ParameterizedTest
  @CsvSource({
    "0.001, 0, true",
    "0.0004, 0, false",
    "-0.001, 0, false",
    "-0.015, 0.01, false",
    "-0.015, 0.02, true"
  })
  void shows_aConceptBeyondItsThreshold(double distance, double adjustment, boolean shown) {
    OwnCheckerReport report = report(-1, distance);
    assertThat(report.shows(adjustment)).isEqualTo(shown);
    assertThat(new OwnCheckerOrder(HASH, adjustment, true).flagged(report)).isEqualTo(shown);
    assertThat(new OwnCheckerOrder(HASH, adjustment, false).flagged(report)).isFalse();
  }

  @Test
  void shows_withAConceptOfSpecialCare_isStricterByAHundredth() {
    assertThat(report(-0.1, -0.005).shows(0)).isFalse();
    assertThat(report(0.1, -0.005).shows(0)).isTrue();
    assertThat(report(0.1, -0.02).shows(0)).isFalse();
  }

  @Test
  void limits_nameWhatIsTooMuchOfEachConceptThatFlags() {
    assertThat(report(-1, 0).limits(0.02)).hasSize(17).containsEntry("concept-05", -0.02);
    assertThat(report(1, 0).limits(0.02)).containsEntry("concept-17", -0.03);
    assertThat(report(-1, 0).limits(0)).containsEntry("concept-01", 0.0);
    assertThat(report(-1, 0.25).distances())
        .hasSize(20)
        .containsEntry("special-care-3", -1.0)
        .containsEntry("concept-17", 0.25);
  }

  @Test
  void report_withOtherNumbers_isRefused() {
    assertThatIllegalArgumentException()
        .isThrownBy(() -> new OwnCheckerReport("1", HASH, List.of(), List.of()))
        .withMessage("specialCare must have 3 numbers");
    assertThatIllegalArgumentException()
        .isThrownBy(() -> report(0, Double.NaN))
        .withMessage("concepts must be between -2 and 2");
    assertThatIllegalArgumentException()
        .isThrownBy(() -> new OwnCheckerOrder(HASH, -0.1, true))
        .withMessage("adjustment must be between 0 and 1");
  }

  /** A report in which one concept is that far from its threshold, the others far below. */
  private static OwnCheckerReport report(double specialCare, double concept) {
    var concepts = new ArrayList<Double>(Collections.nCopies(17, -1.0));
    concepts.set(16, concept);
    return new OwnCheckerReport("1", HASH, List.of(-1.0, specialCare, -1.0), concepts);
  }
}
