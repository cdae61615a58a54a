package dev.imprimatur.policy.rewriting;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import dev.imprimatur.policy.bundle.DefaultBundle;
import dev.imprimatur.policy.bundle.PolicyBundle;
import dev.imprimatur.policy.decision.RewritingChoice;
import dev.imprimatur.policy.prompt.PromptNormaliser;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.regex.Pattern;
import org.junit.jupiter.api.Test;

/** Counts, on labelled public prompts, how often the gender of somebody is set against the text. */
class FalseRewriteTest {
  private static final Pattern GENDERED =
      Pattern.compile(
          "(?i)\\b(man|woman|men|women|boy|girl|boys|girls|male|female|he|she|his|her|lady|guy)\\b");

  @Test
  void rewrite_promptsWithGender_neverSetAnother() throws IOException {
    Path file =
        Path.of(System.getProperty("imprimatur.shared", ""))
            .resolve("eval/benign-image-prompts.jsonl");
    assumeTrue(Files.exists(file), "the labelled prompts are not there: " + file);
    PolicyBundle bundle = DefaultBundle.load();
    int gendered = 0;
    int rewritten = 0;
    var wrong = new ArrayList<String>();
    for (String prompt : prompts(file)) {
      var normalised = new PromptNormaliser().normalise(prompt);
      var edits =
          bundle
              .rewrite(normalised, 1, 1, RewritingChoice.ACCEPT, "toy")
              .images()
              .getFirst()
              .edits();
      rewritten += edits.isEmpty() ? 0 : 1;
      if (GENDERED.matcher(prompt).find()) {
        gendered++;
        if (edits.stream().anyMatch(edit -> edit.axis().equals("gender"))) {
          wrong.add(prompt);
        }
      }
    }
    System.out.printf(
        "%d prompts rewritten; %d name a gender, %d of them falsely rewritten%n",
        rewritten, gendered, wrong.size());
    assertThat(gendered).isGreaterThan(500);
    assertThat(wrong).hasSizeLessThanOrEqualTo(gendered / 1000);
  }

  private static List<String> prompts(Path file) throws IOException {
    var json = new ObjectMapper();
    var prompts = new ArrayList<String>();
    for (String line : Files.readAllLines(file)) {
      JsonNode row = json.readTree(line);
      prompts.add(row.get("prompt").asText());
    }
    return prompts;
  }
}
