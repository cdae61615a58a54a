package dev.imprimatur.policy.rewriting;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import com.fasterxml.jackson.databind.ObjectMapper;
import dev.imprimatur.policy.bundle.DefaultBundle;
import dev.imprimatur.policy.bundle.PolicyBundle;
import dev.imprimatur.policy.decision.RewritingChoice;
import dev.imprimatur.policy.prompt.PromptNormaliser;
import dev.imprimatur.policy.statistics.Estimate;
import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import java.util.function.Predicate;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/**
 * How often the rewriter does what it must, and what it must not. The numbers are printed with
 * Wilson's intervals; what is asserted is the goal. The README beside the prompts says which of
 * them were unseen.
 */
class RewritingQualityTest {
  private static final PolicyBundle BUNDLE = DefaultBundle.load();

  @ParameterizedTest
  @ValueSource(strings = {"held-out", "composed"})
  void rewrite_promptsThatMustBe_isMissedInFewerThanOneIn20(String set) throws IOException {
    List<String> prompts = lines(set + "-must-rewrite.txt");
    List<String> missed = prompts.stream().filter(prompt -> !changes(prompt)).toList();
    print(set + ", missed rewrites", missed.size(), prompts.size());
    missed.forEach(prompt -> System.out.println("  missed: " + prompt));
    assertThat(prompts).hasSizeGreaterThanOrEqualTo(100);
    assertThat(missed).hasSizeLessThanOrEqualTo(prompts.size() / 20);
  }

  @ParameterizedTest
  @ValueSource(strings = {"held-out", "composed"})
  void rewrite_promptsThatMustNotBe_isDoneInFewerThanOneIn100(String set) throws IOException {
    List<String> prompts =
        lines(set + "-must-not-rewrite.txt").stream()
            .map(line -> line.substring(line.indexOf('|') + 1))
            .toList();
    List<String> wrong = prompts.stream().filter(RewritingQualityTest::changes).toList();
    print(set + ", false rewrites", wrong.size(), prompts.size());
    wrong.forEach(prompt -> System.out.println("  false: " + rewritten(prompt, 1)));
    assertThat(prompts).hasSizeGreaterThanOrEqualTo(150);
    assertThat(wrong).hasSizeLessThanOrEqualTo(prompts.size() / 100);
  }

  @Test
  void rewrite_rewrittenPrompts_changesNothing() throws IOException {
    for (String prompt : lines("composed-must-rewrite.txt")) {
      for (long seed = 0; seed < 3; seed++) {
        String once = rewritten(prompt, seed);
        assertThat(rewritten(once, seed + 1)).isEqualTo(once);
      }
    }
  }

  @Test
  void rewrite_publicOccupations_areNearlyAllRewritten() throws IOException {
    Path file = shared("fair-diffusion-occupations.txt");
    List<String> prompts =
        Files.readAllLines(file).stream()
            .filter(Predicate.not(String::isBlank))
            .skip(1)
            .map(row -> "a photo of the face of a " + row.split(" {2,}", 2)[0].strip())
            .toList();
    List<String> missed = prompts.stream().filter(prompt -> !changes(prompt)).toList();
    print("missed public occupations", missed.size(), prompts.size());
    missed.forEach(prompt -> System.out.println("  missed: " + prompt));
    assertThat(missed).hasSizeLessThanOrEqualTo(prompts.size() / 20);
  }

  @Test
  void rewrite_publicPromptsWithoutAPerson_areLeftAlone() throws IOException {
    Path file = shared("benign-image-prompts.jsonl");
    var json = new ObjectMapper();
    int all = 0;
    var changed = new ArrayList<String>();
    for (String line : Files.readAllLines(file)) {
      var row = json.readTree(line);
      String category = row.path("category").asText();
      if (row.path("source").asText().equals("partiprompts")
          && List.of(
                  "Animals",
                  "Vehicles",
                  "Food & Beverage",
                  "Abstract",
                  "Produce & Plants",
                  "Artifacts",
                  "Outdoor Scenes",
                  "Indoor Scenes",
                  "Illustrations")
              .contains(category)) {
        all++;
        if (changes(row.path("prompt").asText())) {
          changed.add(row.path("prompt").asText());
        }
      }
    }
    print("rewritten among public prompts of things and places", changed.size(), all);
    changed.forEach(prompt -> System.out.println("  rewritten: " + rewritten(prompt, 1)));
    assertThat(all).isGreaterThan(1_000);
    assertThat(changed).hasSizeLessThanOrEqualTo(all / 100);
  }

  private static Path shared(String name) {
    Path file = Path.of(System.getProperty("imprimatur.shared", "")).resolve("eval").resolve(name);
    assumeTrue(Files.exists(file), "the labelled prompts are not there: " + file);
    return file;
  }

  private static void print(String what, int count, int total) {
    Estimate share = Estimate.share(count, total);
    System.out.printf(
        "%s: %d of %d, %.2f%% (95%%: %.2f%% to %.2f%%)%n",
        what, count, total, 100 * share.value(), 100 * share.low(), 100 * share.high());
  }

  private static boolean changes(String prompt) {
    return BUNDLE
        .rewrite(new PromptNormaliser().normalise(prompt), 1, 1, RewritingChoice.ACCEPT, "toy")
        .changed();
  }

  private static String rewritten(String prompt, long seed) {
    return BUNDLE
        .rewrite(new PromptNormaliser().normalise(prompt), 1, seed, RewritingChoice.ACCEPT, "toy")
        .images()
        .getFirst()
        .prompt();
  }

  private static List<String> lines(String name) throws IOException {
    try (InputStream in =
        Objects.requireNonNull(
            RewritingQualityTest.class.getResourceAsStream("/rewriting/" + name))) {
      return new String(in.readAllBytes(), StandardCharsets.UTF_8)
          .lines()
          .filter(Predicate.not(String::isBlank))
          .toList();
    }
  }
}
