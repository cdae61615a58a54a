package dev.imprimatur.policy.rewriting;

import static org.assertj.core.api.Assertions.assertThat;

import dev.imprimatur.policy.bundle.DefaultBundle;
import dev.imprimatur.policy.bundle.PolicyBundle;
import dev.imprimatur.policy.decision.RewritingChoice;
import dev.imprimatur.policy.prompt.NormalisedPrompt;
import dev.imprimatur.policy.prompt.PromptNormaliser;
import dev.imprimatur.policy.statistics.Shares;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.stream.Collectors;
import java.util.stream.LongStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** How near draws come to the target: of one request, of consecutive seeds, of any seeds. */
class DrawTest {
  private static final PolicyBundle BUNDLE = DefaultBundle.load();
  private static final List<String> PROMPTS =
      List.of("a doctor", "a nurse", "a CEO", "a cleaner at work", "portrait of a street musician");
  private static final double GOAL = 0.02;

  @Test
  void draws_ofOneRequestOf100Images_areWithinTheGoal() {
    for (String prompt : PROMPTS) {
      assertWithin(distances(List.of(values(prompt, 100, 17))), GOAL);
    }
  }

  @ParameterizedTest
  @ValueSource(ints = {1, 2, 4, 10})
  void draws_ofRequestsWithConsecutiveSeeds_areWithinTheGoal(int count) {
    for (String prompt : PROMPTS) {
      for (long first : new long[] {0, 1, 123_456, 4_000_000_000L}) {
        List<Map<String, List<String>>> requests =
            LongStream.range(0, 100 / count)
                .mapToObj(request -> values(prompt, count, first + request * count))
                .toList();
        assertWithin(distances(requests), GOAL);
      }
    }
  }

  /** Independent draws of 100 cannot come near the goal: for two equal shares .04 on average. */
  @Test
  void draws_ofAnySeeds_areIndependent_andRightOnAverage() {
    var random = new Random(5);
    double gender = 0;
    int men = 0;
    for (int round = 0; round < 50; round++) {
      List<Map<String, List<String>>> requests =
          random.longs(100, 0, 1L << 32).mapToObj(seed -> values("a doctor", 1, seed)).toList();
      gender += distances(requests).get("gender") / 50;
      men += (int) of(requests, "gender").stream().filter("male"::equals).count();
    }
    System.out.printf("total variation of 100 draws with any seeds, gender: %.3f%n", gender);
    assertThat(gender).isBetween(0.03, 0.05);
    // 5,000 draws: the standard deviation is 35.
    assertThat(men).isBetween(2_325, 2_675);
  }

  @Test
  void draws_ofConsecutiveSeeds_haveAllCombinationsAlikeOften() {
    var combinations = new HashSet<String>();
    for (long seed = 60; seed < 90; seed++) {
      Map<String, List<String>> drawn = values("a doctor", 1, seed);
      combinations.add(drawn.get("age") + " " + drawn.get("skin") + " " + drawn.get("gender"));
    }
    // 3 ages, 5 skins, 2 genders in bases 3, 5 and 2; the last digits may move a few.
    assertThat(combinations).hasSizeGreaterThanOrEqualTo(28);
  }

  @Test
  void draws_ofTwoPersons_doNotHangTogether() {
    int alike = 0;
    for (long seed = 0; seed < 400; seed++) {
      List<String> genders = values("a doctor and a nurse", 1, seed).get("gender");
      alike += genders.get(0).equals(genders.get(1)) ? 1 : 0;
    }
    assertThat(alike).isBetween(150, 250);
  }

  private static void assertWithin(Map<String, Double> distances, double goal) {
    assertThat(distances)
        .hasSize(3)
        .allSatisfy((axis, distance) -> assertThat(distance).as(axis).isLessThanOrEqualTo(goal));
  }

  private static Map<String, Double> distances(List<Map<String, List<String>>> requests) {
    return BUNDLE.diversityAxes("doctor").stream()
        .collect(
            Collectors.toMap(
                DiversityRules.Axis::name,
                axis -> {
                  List<String> drawn = of(requests, axis.name());
                  var counts = new ArrayList<Integer>();
                  var target = new ArrayList<Double>();
                  for (int at = 0; at < axis.values().size(); at++) {
                    String word = axis.values().get(at).word();
                    counts.add((int) drawn.stream().filter(word::equals).count());
                    target.add(axis.share(at));
                  }
                  return Shares.of(counts).totalVariation(new Shares(target));
                }));
  }

  private static List<String> of(List<Map<String, List<String>>> requests, String axis) {
    return requests.stream().flatMap(request -> request.get(axis).stream()).toList();
  }

  private static Map<String, List<String>> values(String prompt, int count, long seed) {
    NormalisedPrompt normalised = new PromptNormaliser().normalise(prompt);
    return BUNDLE.rewrite(normalised, count, seed, RewritingChoice.ACCEPT, "toy").images().stream()
        .flatMap(image -> image.edits().stream())
        .collect(
            Collectors.groupingBy(
                Edit::axis, Collectors.mapping(Edit::value, Collectors.toList())));
  }
}
