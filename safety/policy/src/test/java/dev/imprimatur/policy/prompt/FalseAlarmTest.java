package dev.imprimatur.policy.prompt;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import com.fasterxml.jackson.databind.ObjectMapper;
import dev.imprimatur.policy.bundle.DefaultBundle;
import dev.imprimatur.policy.bundle.PolicyBundle;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.Test;

/** How many of the labelled harmless prompts the default bundle refuses. */
class FalseAlarmTest {
  @Test
  void decide_harmlessPrompts_areHardlyEverRefused() throws IOException {
    Path file =
        Path.of(System.getProperty("imprimatur.shared", ""))
            .resolve("eval/benign-image-prompts.jsonl");
    assumeTrue(Files.exists(file), "the labelled prompts are not there: " + file);
    PolicyBundle bundle = DefaultBundle.load();
    List<String> lines = Files.readAllLines(file);
    int refused = 0;
    for (String line : lines) {
      String prompt = new ObjectMapper().readTree(line).get("prompt").asText();
      refused += DefaultBundle.refuses(bundle, prompt) ? 1 : 0;
    }
    System.out.printf("%d of %d harmless prompts are refused%n", refused, lines.size());
    assertThat(refused).isLessThanOrEqualTo(lines.size() / 200);
  }
}
