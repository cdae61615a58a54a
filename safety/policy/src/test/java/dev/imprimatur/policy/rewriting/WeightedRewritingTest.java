package dev.imprimatur.policy.rewriting;

import static org.assertj.core.api.Assertions.assertThat;

import dev.imprimatur.policy.bundle.DefaultBundle;
import dev.imprimatur.policy.bundle.PolicyBundle;
import dev.imprimatur.policy.decision.RewritingChoice;
import dev.imprimatur.policy.prompt.NormalisedPrompt;
import dev.imprimatur.policy.prompt.PromptNormaliser;
import dev.imprimatur.policy.prompt.PromptWeight;
import dev.imprimatur.policy.prompt.WeightedReading;
import java.util.List;
import java.util.stream.Collectors;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** Weights stay on the user's words when the rewriter puts others beside them. */
class WeightedRewritingTest {
  private static final PolicyBundle BUNDLE = DefaultBundle.load();

  @ParameterizedTest
  @CsvSource({
    "'a (doctor:1.3) in a hospital', 'doctor*1.3'",
    "'(a doctor:1.3) in a hospital', 'a %sdoctor*1.3'",
    "'a doctor in a (hospital:1.3)', 'hospital*1.3'",
    "'a (busy doctor:1.3), (rain:0.8)', 'busy %sdoctor*1.3, rain*0.8'"
  })
  void rewrite_besideWeighedWords_leavesThemTheirWeights(String raw, String weighed) {
    NormalisedPrompt prompt = read(raw);
    ImageRewrite image =
        BUNDLE.rewrite(prompt, 1, 5, RewritingChoice.ACCEPT, "toy").images().getFirst();
    assertThat(image.edits()).isNotEmpty();
    String described =
        image.edits().stream()
            .filter(edit -> !edit.axis().equals(Edit.ARTICLE))
            .map(Edit::inserted)
            .collect(Collectors.joining());
    String article = image.prompt().contains("an ") ? "an " : "a ";
    String expected = weighed.replace("%s", described).replaceFirst("^a ", article);
    assertThat(weighed(image, prompt.weights())).isEqualTo(expected);
  }

  @Test
  void weights_ofATextThatWasNotRewritten_stay() {
    List<PromptWeight> weights = List.of(new PromptWeight(2, 5, 1.2));
    assertThat(new ImageRewrite(0, "a cat", List.of()).weights(weights)).isEqualTo(weights);
  }

  @ParameterizedTest
  @CsvSource({
    "'a doctor', 'elderly*1.5'",
    "'a doctor in a (hospital:1.3)', 'elderly*1.5, hospital*1.3'",
    "'a (busy doctor:1.3)', 'busy *1.3, elderly*1.95,  Asian doctor*1.3'",
    "'a (busy doctor:1.9) (in rain:1.7)', 'busy *1.9, elderly*2.85,  Asian doctor*1.9, in rain*1.7'",
    "'a (busy (doctor:2):1.4)', 'busy *1.4, elderly*1.5, doctor*2.8'",
    "'a ((busy doctor:2):1.4)', 'busy *2.8, elderly*3.0,  Asian doctor*2.8'",
  })
  void weights_ofEmphasisedWords_multiplyWhatStandsAroundThem(String raw, String expected) {
    NormalisedPrompt prompt = read(raw);
    int at = prompt.text().indexOf("doctor");
    var image =
        new ImageRewrite(
            0,
            new StringBuilder(prompt.text()).insert(at, "elderly Asian ").toString(),
            List.of(
                new Edit(at, "", "elderly ", "age", "elderly", "doctor", 1.5),
                new Edit(at, "", "Asian ", "skin", "Asian", "doctor", 1)));
    assertThat(weighed(image, prompt.weights())).isEqualTo(expected);
  }

  private static NormalisedPrompt read(String raw) {
    return ((WeightedReading.Read) new PromptNormaliser().normaliseWeighted(raw)).prompt();
  }

  private static String weighed(ImageRewrite image, List<PromptWeight> weights) {
    return image.weights(weights).stream()
        .map(weight ->
            image.prompt().substring(weight.start(), weight.end()) + "*" + weight.weight())
        .collect(Collectors.joining(", "));
  }
}
