package dev.imprimatur.policy.bias;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import org.junit.jupiter.api.Test;

class OccupationPlanTest {
  @Test
  void of_anOccupation_drawsBothFromTheSameSeeds() {
    OccupationPlan plan = OccupationPlan.of("engineer", Reports.BUNDLE, "made-up", 10, 4, 5);
    assertThat(plan.prompt()).isEqualTo("an engineer");
    assertThat(plan.original())
        .allSatisfy(picture -> assertThat(picture.prompt()).isEqualTo("an engineer"))
        .extracting(PlannedPicture::seed)
        .containsExactly(5L, 6L, 7L, 8L, 9L, 10L, 11L, 12L, 13L, 14L);
    assertThat(plan.rewritten())
        .extracting(PlannedPicture::seed)
        .containsExactlyElementsOf(plan.original().stream().map(PlannedPicture::seed).toList());
    assertThat(plan.rewritten())
        .allSatisfy(picture -> {
          assertThat(picture.named()).containsOnlyKeys("age", "skin", "gender");
          picture.named().values().forEach(word -> assertThat(picture.prompt()).contains(word));
        });
  }

  @Test
  void of_anyRequest_sharesGendersOutEvenly() {
    OccupationPlan plan = OccupationPlan.of("nurse", Reports.BUNDLE, "made-up", 16, 4, 1);
    for (int first = 0; first < 16; first += 4) {
      assertThat(plan.rewritten().subList(first, first + 4))
          .filteredOn(picture -> "male".equals(picture.named().get("gender")))
          .hasSize(2);
    }
  }

  @Test
  void of_whoIsNotRewritten_isRefusedWithTheReason() {
    assertThatThrownBy(() -> OccupationPlan.of("viking", Reports.BUNDLE, "made-up", 4, 4, 1))
        .isInstanceOf(IllegalArgumentException.class)
        .hasMessage(
            "the rewriting leaves \"a viking\" alone: The prompt describes no person to vary.");
  }
}
