package dev.imprimatur.diffusion.prompt;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;

import java.util.List;
import java.util.Random;
import java.util.stream.Collectors;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class WeightedPromptTest {
  /** Spans are written as {@code text*weight}, apart by bars. */
  @ParameterizedTest
  @CsvSource(
      delimiter = '~',
      quoteCharacter = '`',
      ignoreLeadingAndTrailingWhitespace = false,
      value = {
        "a (red:1.3) cat~a *1.0|red*1.3| cat*1.0",
        "a (red) [blue] cat~a *1.0|red*1.1| *1.0|blue*0.90909094| cat*1.0",
        "((a) b:1.5)~a*1.65| b*1.5",
        "(a [b] c)~a *1.1|b*1.0| c*1.1",
        "((((a))))~a*1.4641",
        "(a : 1.2 )~a *1.2",
        "(a:.5)(b:+2.)~a*0.5|b*2.0",
        "(a:b:1.5)~a:b*1.5",
        "(a:1.5b)~a:1.5b*1.1",
        "(1.5)~1.5*1.1",
        "[a:1.5]~a:1.5*0.90909094",
        "a:1.5~a:1.5*1.0",
        "(16\\:9)~16:9*1.1",
        "\\(a\\) \\[b\\] c:\\\\ (d)~(a) [b] c:\\ *1.0|d*1.1",
        "(a\\)b:1.5)~a)b*1.5",
        "a \\ b (c)~a \\ b *1.0|c*1.1",
        "(a:1)b~ab*1.0",
        "(rain:1.5)bow~rain*1.5|bow*1.0",
        "a()b(:1.5)c~abc*1.0",
        "(a:1.5)~a*1.5",
        "([a):1.5]~[a*1.1|:1.5]*1.0",
      })
  void parse_wellFormedMarkup_givesSpans(String prompt, String spans) {
    assertThat(written(WeightedPrompt.parse(prompt).spans())).isEqualTo(spans);
  }

  @ParameterizedTest
  @ValueSource(
      strings = {"", "a red cat", "C:\\\\folder, 10:30, \\: 50% {a|b} <lora> don't!!", "🦥 世界"})
  void parse_withoutBrackets_isThePromptItself(String prompt) {
    WeightedPrompt parsed = WeightedPrompt.parse(prompt);
    assertThat(parsed.text()).isEqualTo(prompt);
    assertThat(parsed.spans()).allMatch(span -> span.weight() == 1);
    assertThat(parsed.notices()).isEmpty();
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '~',
      value = {
        "a smile :)~A bracket of the prompt has no partner and was read as text.",
        "(a cat~A bracket of the prompt has no partner and was read as text.",
        "a] (b]~3 brackets of the prompt have no partner and were read as text.",
      })
  void parse_bracketsWithoutPartner_areTextWithANotice(String prompt, String notice) {
    WeightedPrompt parsed = WeightedPrompt.parse(prompt);
    assertThat(parsed.spans()).containsExactly(new WeightedSpan(prompt, 1));
    assertThat(parsed.notices()).containsExactly(notice);
  }

  @ParameterizedTest
  @CsvSource({"(a:3),2", "(a:-1),0.05", "(a:1e9),1.1", "(a:99999999999999999999999),2"})
  void parse_weightsBeyondTheirRange_areBroughtIntoIt(String prompt, float weight) {
    assertThat(WeightedPrompt.parse(prompt).spans().getFirst().weight()).isEqualTo(weight);
  }

  @Test
  void parse_aWeightBeyondItsRange_givesANotice() {
    assertThat(WeightedPrompt.parse("(a:3) (b:-1)").notices())
        .containsExactly(
            "A weight of the prompt is not between 0 and 2: the nearer of them was used.");
  }

  @Test
  void parse_productsBeyondTheirRange_endAtIt() {
    assertThat(written(WeightedPrompt.parse("((a:2):2)[((b:0.1):0.1)]").spans()))
        .isEqualTo("a*3.0|b*0.05");
  }

  @Test
  void parse_deepNesting_countsTheOuterLevels() {
    WeightedPrompt parsed = WeightedPrompt.parse("[".repeat(20) + "a" + "]".repeat(20));
    assertThat(parsed.spans().getFirst().weight()).isEqualTo((float) Math.pow(1 / 1.1, 16));
    assertThat(parsed.notices())
        .containsExactly("Brackets of the prompt deeper than 16 levels change nothing more.");
  }

  /** Each of these would take minutes if the time grew with the square of the length. */
  @ParameterizedTest
  @ValueSource(
      strings = {"(", ")", "()", "(a:1.2)", "(a)b", "\\(", "([", "(:", "a:1", "(a]", "[b)("})
  void parse_aHostileRepetition_isReadInLinearTime(String part) {
    String prompt = part.repeat(200_000 / part.length());
    assertThat(WeightedPrompt.parse(prompt).text().length()).isLessThanOrEqualTo(prompt.length());
    String nested = "(".repeat(100_000) + part + ")".repeat(100_000);
    assertThat(WeightedPrompt.parse(nested).text().length()).isLessThanOrEqualTo(nested.length());
    String digits = "(a:" + "1".repeat(100_000) + "x)";
    assertThat(WeightedPrompt.parse(digits).text()).hasSize(digits.length() - 2);
  }

  @Test
  void parse_anyText_keepsItsWordsAndBounds() {
    var random = new Random(1);
    String alphabet = "ab ()[]:\\1.2-+é世";
    for (int round = 0; round < 20_000; round++) {
      String prompt =
          random
              .ints(random.nextInt(24), 0, alphabet.length())
              .mapToObj(i -> String.valueOf(alphabet.charAt(i)))
              .collect(Collectors.joining());
      WeightedPrompt parsed = WeightedPrompt.parse(prompt);
      assertThat(letters(parsed.text())).as(prompt).isEqualTo(letters(prompt));
      assertThat(parsed.spans()).as(prompt).noneMatch(span -> span.text().isEmpty());
    }
  }

  @Test
  void weightedSpan_ofAWeightOutsideItsRange_isRefused() {
    assertThatIllegalArgumentException()
        .isThrownBy(() -> new WeightedSpan("a", 0))
        .withMessage("weight must be between 0.05 and 3.0, not 0.0");
  }

  private static String letters(String text) {
    return text.replaceAll("[^abé世]", "");
  }

  private static String written(List<WeightedSpan> spans) {
    return spans.stream()
        .map(span -> span.text() + "*" + span.weight())
        .collect(Collectors.joining("|"));
  }
}
