package dev.imprimatur.policy.rewriting;

import static org.assertj.core.api.Assertions.assertThat;

import dev.imprimatur.policy.bundle.DefaultBundle;
import dev.imprimatur.policy.bundle.PolicyBundle;
import dev.imprimatur.policy.decision.RewritingChoice;
import dev.imprimatur.policy.prompt.PromptNormaliser;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class RewriterTest {
  private static final PolicyBundle BUNDLE = DefaultBundle.load();
  private static final String AGE = "(young|middle-aged|elderly)";
  private static final String SKIN = "(light-skinned|Asian|olive-skinned|brown-skinned|Black)";
  private static final String GENDER = "(female|male)";
  private static final String ALL = AGE + " " + SKIN + " " + GENDER + " ";

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      value = {
        "a doctor in a hospital|an? ALLdoctor in a hospital",
        "an engineer|an? ALLengineer",
        "A photo of a software engineer, 4k|A photo of an? ALLsoftware engineer, 4k",
        "the (nurse:1.2) at work|the \\(ALLnurse:1.2\\) at work",
        "a tall friendly teacher|a tall friendly ALLteacher",
        "a young doctor|a young SKIN GENDER doctor",
        "a black doctor beside a car|a black AGE GENDER doctor beside a car",
        "a doctor beside a black car|an? ALLdoctor beside a black car",
        "a doctor with her bag|an? AGE SKIN doctor with her bag",
        "a 35 years old ceo|a 35 years old SKIN GENDER ceo",
        "a doctor and a nurse|an? ALLdoctor and an? ALLnurse",
        "a passenger in New York|an? ALLpassenger in New York",
        "Behind the counter a baker|Behind the counter an? ALLbaker",
        "Behind the baker stands an oven|Behind the ALLbaker stands an oven",
        "an old asian woman who is a pilot|an old asian woman who is a pilot",
        "a tired street musician|a tired ALLstreet musician",
        "an orange, a marine biologist|an orange, an? ALLmarine biologist",
        "a fisherman in a boat|an? AGE SKIN fisherman in a boat",
      })
  void rewrite_personWithOpenAttributes_namesThem(String prompt, String pattern) {
    String expected =
        pattern
            .replace("ALL", ALL)
            .replace("AGE", AGE)
            .replace("SKIN", SKIN)
            .replace("GENDER", GENDER);
    for (long seed = 0; seed < 20; seed++) {
      assertThat(text(prompt, seed)).matches(expected);
    }
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      value = {
        "Cute sloth blowing out candles on a birthday cake|no_person",
        "a chef's knife on a board|not_a_person",
        "a nurse shark|not_a_person",
        "the doctor's office|not_a_person",
        "a robo-nurse|not_a_person",
        "a sign that says \"doctor\"|quoted",
        "a crowd of doctors|several",
        "a robot doctor|fictional",
        "a panda mad scientist|animal",
        "a horse without a rider|absent",
        "a stage with no singer on it|absent",
        "a vacuum cleaner on a carpet|not_a_person",
        "医者と看護師|other_language",
        "a sloth dressed as a doctor|animal",
        "a doctor in the middle ages, 1348|historical",
        "a viking sailor|historical",
        "a japanese chef|cultural",
        "my mother, a doctor|kinship",
        "a homeless actor|negative_context",
        "a photo of Marie Curie, the scientist|named",
        "elon musk as a baker|named",
        "Tim the plumber on a roof|named",
        "passport of john miller with a readable name|named",
        "the office of dr maria baker, watercolor|named",
        "a pilot light in an oven|not_a_person",
        "ein doctor mit einer Katze|other_language",
        "a doctor, a nurse, a judge, a baker and a pilot|crowd",
      })
  void rewrite_mustNot_leavesAloneAndSaysWhy(String prompt, String reason) {
    Rewriting rewriting = rewrite(prompt, 1, 1);
    assertThat(rewriting.changed()).isFalse();
    assertThat(rewriting.images().getFirst().prompt()).isEqualTo(prompt);
    assertThat(rewriting.reasons()).extracting(Reason::code).contains(reason);
  }

  @ParameterizedTest
  @CsvSource({
    "a woman working as a doctor,explicit_gender",
    "an asian doctor,explicit_skin",
    "an elderly doctor,explicit_age"
  })
  void rewrite_explicitAttribute_isLeftAloneWithReason(String prompt, String reason) {
    Rewriting rewriting = rewrite(prompt, 1, 3);
    assertThat(rewriting.reasons()).extracting(Reason::code).containsExactly(reason);
    assertThat(rewriting.images().getFirst().edits())
        .extracting(Edit::axis)
        .doesNotContain(reason.substring("explicit_".length()));
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "a doctor",
        "An engineer and a nurse",
        "the old judge",
        "two cats",
        "an elf pilot"
      })
  void rewrite_twice_changesNothingMore(String prompt) {
    for (long seed = 0; seed < 50; seed++) {
      String once = text(prompt, seed);
      assertThat(text(once, seed + 1)).isEqualTo(once);
    }
  }

  @Test
  void rewrite_sameSeed_isTheSame() {
    assertThat(rewrite("a doctor", 4, 42)).isEqualTo(rewrite("a doctor", 4, 42));
    assertThat(rewrite("a doctor", 4, 42).targetVersion()).isEqualTo("uniform-2");
  }

  @Test
  void rewrite_edits_makeTheTextFromTheOriginal() {
    ImageRewrite image = rewrite("an engineer with an apple and a pilot", 1, 5).images().getFirst();
    var text = new StringBuilder(rewrite("an engineer with an apple and a pilot", 1, 5).original());
    for (Edit edit : image.edits().reversed()) {
      assertThat(text.substring(edit.position())).startsWith(edit.removed());
      text.replace(edit.position(), edit.position() + edit.removed().length(), edit.inserted());
    }
    assertThat(text.toString()).isEqualTo(image.prompt());
  }

  /** Madow's bound: each value comes floor(n p) or ceil(n p) times, so TV is at most K / 2n. */
  @ParameterizedTest
  @ValueSource(ints = {1, 2, 3, 4, 5, 10})
  void rewrite_manyImages_followsTheTargetWithinTheBound(int count) {
    for (long seed = 0; seed < 100; seed++) {
      Map<String, Long> skins = counts(rewrite("a doctor", count, seed), "skin");
      skins
          .values()
          .forEach(times ->
              assertThat((double) times)
                  .isBetween(Math.floor(count / 5.0), Math.ceil(count / 5.0)));
    }
  }

  /**
   * Over 3000 seeds of one image each, three values with a third each: 1000 expected, standard
   * deviation 25.8; five deviations either way.
   */
  @Test
  void rewrite_manySeeds_followTheTarget() {
    var ages = new HashMap<String, Long>();
    for (long seed = 0; seed < 3_000; seed++) {
      counts(rewrite("a doctor", 1, seed), "age")
          .forEach((value, times) -> ages.merge(value, times, Long::sum));
    }
    assertThat(ages).hasSize(3);
    ages.values().forEach(times -> assertThat(times).isBetween(871L, 1129L));
  }

  /** Counterfactual parity: who stands in the prompt must not change what happens to the rest. */
  @Test
  void rewrite_swappedDescriptor_isTreatedAlike() {
    for (long seed = 0; seed < 20; seed++) {
      assertThat(axes("a female doctor", seed)).isEqualTo(axes("a male doctor", seed));
      assertThat(axes("a Black nurse", seed)).isEqualTo(axes("a white nurse", seed));
    }
  }

  @Test
  void declined_prompt_isKeptWithReason() {
    Rewriting rewriting =
        BUNDLE.rewrite(
            new PromptNormaliser().normalise("a doctor"), 2, 1, RewritingChoice.DECLINE, "toy");
    assertThat(rewriting.changed()).isFalse();
    assertThat(rewriting.images()).hasSize(2);
    assertThat(rewriting.reasons()).extracting(Reason::code).containsExactly("declined");
  }

  private static List<String> axes(String prompt, long seed) {
    return rewrite(prompt, 1, seed).images().getFirst().edits().stream()
        .map(Edit::axis)
        .filter(axis -> !axis.equals(Edit.ARTICLE))
        .toList();
  }

  private static Map<String, Long> counts(Rewriting rewriting, String axis) {
    return rewriting.images().stream()
        .flatMap(image -> image.edits().stream())
        .filter(edit -> edit.axis().equals(axis))
        .collect(Collectors.groupingBy(Edit::value, Collectors.counting()));
  }

  private static String text(String prompt, long seed) {
    return rewrite(prompt, 1, seed).images().getFirst().prompt();
  }

  private static Rewriting rewrite(String prompt, int count, long seed) {
    return BUNDLE.rewrite(
        new PromptNormaliser().normalise(prompt), count, seed, RewritingChoice.ACCEPT, "toy");
  }
}
