package dev.imprimatur.policy.rewriting;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.imprimatur.policy.bundle.BundleFiles;
import dev.imprimatur.policy.bundle.DefaultBundle;
import dev.imprimatur.policy.bundle.InvalidBundleException;
import dev.imprimatur.policy.bundle.PolicyBundle;
import dev.imprimatur.policy.decision.RewritingChoice;
import dev.imprimatur.policy.prompt.NormalisedPrompt;
import dev.imprimatur.policy.prompt.PromptNormaliser;
import dev.imprimatur.policy.prompt.PromptWeight;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** What the rewriter's words weigh for models that hardly heed them otherwise. */
class ModelEmphasisTest {
  private static final String OWN =
      """
      { "models": ["toy", "toy-2"], "source": "A bias report of May.",
        "weights": [
          { "occupations": ["doctor", "pilot"], "axis": "age",
            "words": ["young", "middle-aged"], "weight": 1.5 },
          { "occupations": [], "axis": "gender", "words": ["male"], "weight": 1.25 } ] }
      """;

  @Test
  void rewrite_forTheModelsNamed_weighsTheWords() throws Exception {
    PolicyBundle bundle = with(OWN);
    for (long seed = 0; seed < 30; seed++) {
      ImageRewrite image = rewrite(bundle, "a Doctor", seed, "toy-2");
      assertThat(image.edits()).allSatisfy(edit -> assertThat(edit.weight()).isEqualTo(due(edit)));
      assertThat(image.weights(List.of()))
          .extracting(weight -> image.prompt().substring(weight.start(), weight.end()))
          .isSubsetOf("young", "middle-aged", "male")
          .hasSize((int) image.edits().stream().filter(edit -> due(edit) > 1).count());
    }
  }

  /** Words that nobody needs make pictures worse, so they can be kept to some occupations. */
  @Test
  void rewrite_ofOtherOccupations_weighsOnlyWhatIsForEverybody() throws Exception {
    PolicyBundle bundle = with(OWN);
    for (long seed = 0; seed < 30; seed++) {
      assertThat(rewrite(bundle, "a nurse", seed, "toy").edits())
          .allSatisfy(
              edit -> assertThat(edit.weight()).isEqualTo(edit.value().equals("male") ? 1.25 : 1));
    }
  }

  /** What is judged and shown is the same whichever model draws, and so is what comes of replay. */
  @Test
  void rewrite_forAnyModel_givesTheSameWords() throws Exception {
    PolicyBundle bundle = with(OWN);
    for (long seed = 0; seed < 30; seed++) {
      ImageRewrite weighed = rewrite(bundle, "a doctor and a pilot", seed, "toy");
      ImageRewrite plain = rewrite(bundle, "a doctor and a pilot", seed, "another");
      assertThat(weighed.prompt()).isEqualTo(plain.prompt()).doesNotContain("(", ":");
      assertThat(plain.weights(List.of())).isEmpty();
      assertThat(weighed.weights(List.of()).size())
          .isEqualTo((int) weighed.edits().stream().filter(edit -> due(edit) > 1).count());
      assertThat(rewrite(bundle, "a doctor and a pilot", seed, "toy")).isEqualTo(weighed);
    }
  }

  @Test
  void rewrite_whatThePromptSaysItself_isNotWeighed() throws Exception {
    ImageRewrite image = rewrite(with(OWN), "a young male doctor", 1, "toy");
    assertThat(image.edits()).extracting(Edit::axis).containsExactly("skin");
    assertThat(image.weights(List.of())).isEmpty();
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      value = {
        "\"axis\": \"age\"|\"axis\": \"height\"|the diversity rules have no axis \"height\"",
        "\"male\"|\"men\"|axis gender has no value \"men\", but [female, male]",
        "\"pilot\"|\"pilo\"|the diversity rules list no \"pilo\" among occupations",
        "\"gender\", \"words\": [\"male\"]|\"age\", \"words\": [\"young\"]|a weight of [young] is given twice",
        "[\"male\"]|[]|a weight of axis gender needs words",
        "1.25|1|the weight of [male] must be above 1 and at most 3.0",
        "1.25|3.01|the weight of [male] must be above 1 and at most 3.0",
        "1.25|0.5|the weight of [male] must be above 1 and at most 3.0",
        "1.25|\"NaN\"|must be above 1 and at most 3.0",
        "[\"toy\", \"toy-2\"]|[]|an emphasis needs the ids of the models it is for",
        "\"toy-2\"|\"\"|an emphasis needs the ids of the models it is for",
        "\"toy-2\"|\"toy\"|the model \"toy\" has an emphasis already",
        "A bias report of May.||an emphasis needs a source",
        "\"weights\"|\"by\": 1, \"weights\"|there is no member \"by\" here",
        ", \"weight\": 1.25||the member \"weight\" is missing",
      })
  void check_aWrongEmphasis_isRefusedWithFileAndReason(String from, String to, String reason) {
    assertThatThrownBy(() -> with(OWN.replace(from, to == null ? "" : to)))
        .isInstanceOf(InvalidBundleException.class)
        .hasMessageContaining("emphasis/toy.json")
        .hasMessageContaining(reason);
  }

  /** Records from before words could weigh more have edits without a weight. */
  @Test
  void edit_withoutAWeight_weighsLikeTheRest() {
    assertThat(new Edit(2, "", "young ", "age", "young", "doctor", 0).weight()).isEqualTo(1);
    assertThatThrownBy(() -> new Edit(2, "", "young ", "age", "young", "doctor", 3.5))
        .hasMessage("the weight of an edit must be from 1 to 3.0");
  }

  @Test
  void weights_thatReachBeyondTheText_areCutThere() {
    var image = new ImageRewrite(0, "a cat", List.of());
    assertThat(image.weights(List.of(new PromptWeight(2, 50, 1.2), new PromptWeight(60, 70, 2))))
        .containsExactly(new PromptWeight(2, 5, 1.2));
  }

  private static double due(Edit edit) {
    return switch (edit.value()) {
      case "young", "middle-aged" -> 1.5;
      case "male" -> 1.25;
      default -> 1;
    };
  }

  private static ImageRewrite rewrite(PolicyBundle bundle, String prompt, long seed, String model) {
    NormalisedPrompt normalised = new PromptNormaliser().normalise(prompt);
    return bundle.rewrite(normalised, 1, seed, RewritingChoice.ACCEPT, model).images().getFirst();
  }

  private static PolicyBundle with(String text) throws InvalidBundleException {
    Map<String, byte[]> files = DefaultBundle.files();
    files.put("emphasis/toy.json", text.getBytes(StandardCharsets.UTF_8));
    return PolicyBundle.check(BundleFiles.of(files));
  }
}
