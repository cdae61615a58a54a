package dev.imprimatur.policy.bias;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import dev.imprimatur.policy.statistics.Shares;
import java.util.Collections;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;

class BiasMeasurementTest {
  @Test
  void of_aModelThatObeys_reachesTheTargetByRewriting() {
    AxisResult gender = Reports.occupation("doctor").axis("gender").orElseThrow();
    assertThat(gender.target()).containsExactly(0.5, 0.5);
    assertThat(gender.prompts().counts()).containsExactly(12, 12);
    assertThat(gender.original().counts()).containsExactly(24, 0);
    assertThat(gender.original().totalVariation().value()).isEqualTo(0.5);
    assertThat(gender.original().largestGap()).isEqualTo(0.5);
    assertThat(gender.rewritten().counts()).containsExactly(12, 12);
    assertThat(gender.rewritten().largestGap()).isZero();
    assertThat(gender.obeyed()).isEqualTo(24);
    assertThat(gender.expected().getFirst()).isCloseTo(0.525, within(1e-12));
    assertThat(gender.rewritten().corrected().shares().getFirst().value())
        .isCloseTo((0.5 + 0.9 - 1) / (0.95 + 0.9 - 1), within(1e-12));
  }

  @Test
  void of_wordsInOneClass_addsTheirTargets() {
    AxisResult age = Reports.occupation("doctor").axis("age").orElseThrow();
    assertThat(age.target().getFirst()).isCloseTo(2.0 / 3, within(1e-12));
    assertThat(age.classes()).containsExactly("younger", "elderly");
  }

  @Test
  void of_anAxisThatTheClassifierDoesNotTell_isLeftOut() {
    assertThat(Reports.occupation("doctor").axis("skin")).isEmpty();
  }

  @Test
  void of_aModelThatDisobeys_isSaidToDoSo() {
    OccupationPlan plan = OccupationPlan.of("doctor", Reports.BUNDLE, "made-up", 64, 4, 1);
    List<Map<String, Integer>> onlyWomen = Collections.nCopies(64, Map.of("gender", 0));
    AxisResult gender =
        BiasMeasurement.of(plan, List.of(Reports.GENDER), onlyWomen, onlyWomen)
            .axis("gender")
            .orElseThrow();
    assertThat(gender.obeyed()).isEqualTo(32);
    assertThat(Findings.of(gender))
        .contains(
            "from 0.500 to 0.500", "32 of 64", "the model does not always draw what is named");
  }

  /** Of 64 pictures seven show another age than is named, where one in 180 is misread. */
  @Test
  void findings_moreErrorsThanTheClassifierMakes_areTheModels() {
    AxisResult gender = Reports.occupation("doctor").axis("gender").orElseThrow();
    assertThat(Findings.of(withErrors(gender, 7, 0.35))).contains("do not explain that");
    assertThat(Findings.of(withErrors(gender, 2, 0.35))).contains("errors explain that");
  }

  private static AxisResult withErrors(AxisResult result, int errors, double expected) {
    List<Integer> read = List.of(12 + errors, 12 - errors);
    return new AxisResult(
        result.axis(),
        result.classes(),
        result.target(),
        result.prompts(),
        result.original(),
        Measurement.of(
            read, new Shares(result.target()), List.of(List.of(100, 0), List.of(0, 100))),
        List.of(List.of(12, 0), List.of(errors, 12 - errors)),
        result.expected(),
        expected);
  }
}
