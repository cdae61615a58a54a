package dev.imprimatur.training.corpus;

import static org.assertj.core.api.Assertions.assertThat;

import dev.imprimatur.policy.model.Descriptions;
import java.util.List;
import org.junit.jupiter.api.Test;

class DescribedTest {
  private static final Descriptions DESCRIPTIONS = Described.descriptions();

  @Test
  void descriptions_areWordsThatAReadingCanHold() {
    assertThat(DESCRIPTIONS.descriptors())
        .hasSizeGreaterThan(600)
        .allMatch(each -> each.matches("[a-z]+( [a-z]+){0,3}"));
    assertThat(DESCRIPTIONS.persons())
        .hasSizeGreaterThan(200)
        .allMatch(each -> each.matches("[a-z]+"));
  }

  /** Whoever is a minor must stay one. */
  @Test
  void descriptions_holdNoAgeBelowEighteen() {
    assertThat(DESCRIPTIONS.descriptors())
        .doesNotContainAnyElementsOf(
            List.of("young", "teenage", "adolescent", "underage", "infant", "ten year old"));
  }
}
