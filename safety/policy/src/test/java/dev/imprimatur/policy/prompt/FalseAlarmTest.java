package dev.imprimatur.policy.prompt;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import com.fasterxml.jackson.databind.ObjectMapper;
import dev.imprimatur.policy.bundle.DefaultBundle;
import dev.imprimatur.policy.bundle.PolicyBundle;
import dev.imprimatur.policy.decision.Decision;
import dev.imprimatur.policy.decision.ModelReference;
import dev.imprimatur.policy.decision.Phase;
import dev.imprimatur.policy.decision.PolicyRequest;
import dev.imprimatur.policy.decision.Principal;
import dev.imprimatur.policy.decision.RewritingChoice;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;
import java.util.Set;
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
    var normaliser = new PromptNormaliser();
    List<String> lines = Files.readAllLines(file);
    int refused = 0;
    for (String line : lines) {
      String prompt = new ObjectMapper().readTree(line).get("prompt").asText();
      Decision decision =
          bundle.decide(
              new PolicyRequest(
                  new Principal("p", Set.of("portal-user")),
                  new ModelReference("cartoon", "imprimatur-cartoon-1"),
                  normaliser.normalise(prompt),
                  normaliser.normalise(""),
                  256,
                  256,
                  20,
                  1,
                  5,
                  Phase.ORIGINAL,
                  RewritingChoice.ACCEPT,
                  Optional.empty()));
      refused += decision instanceof Decision.Denied ? 1 : 0;
    }
    System.out.printf("%d of %d harmless prompts are refused%n", refused, lines.size());
    assertThat(refused).isLessThanOrEqualTo(lines.size() / 200);
  }
}
