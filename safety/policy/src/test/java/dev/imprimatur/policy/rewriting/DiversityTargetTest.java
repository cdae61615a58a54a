package dev.imprimatur.policy.rewriting;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.imprimatur.policy.bundle.BundleFiles;
import dev.imprimatur.policy.bundle.DefaultBundle;
import dev.imprimatur.policy.bundle.InvalidBundleException;
import dev.imprimatur.policy.bundle.PolicyBundle;
import dev.imprimatur.policy.decision.RewritingChoice;
import dev.imprimatur.policy.prompt.PromptNormaliser;
import java.nio.charset.StandardCharsets;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** A bundle's own targets: labour statistics, and what a house decides for itself. */
class DiversityTargetTest {
  private static final String OWN =
      """
      { "version": "house-3", "source": "Decided by the board in May.", "follow": true,
        "shares": [
          { "occupations": ["nurse", "midwife"], "axis": "gender",
            "values": { "female": 3, "male": 1 } } ] }
      """;

  @Test
  void check_aFollowedTarget_isDrawnForThoseOfWhomItSpeaks() throws Exception {
    PolicyBundle bundle = with("targets/house.json", OWN);
    assertThat(bundle.diversityTarget()).isEqualTo("house-3");
    assertThat(women(bundle, "a nurse")).isEqualTo(75);
    assertThat(women(bundle, "a Midwife in a garden")).isEqualTo(75);
    assertThat(women(bundle, "a doctor")).isEqualTo(50);
    assertThat(bundle.diversityAxes("nurse").getLast().share(0)).isEqualTo(0.75);
  }

  @Test
  void check_theDefaultBundle_followsTheUniformTarget_andBringsLabourStatistics() throws Exception {
    PolicyBundle uniform = DefaultBundle.load();
    assertThat(uniform.diversityTarget()).isEqualTo("uniform-2");
    PolicyBundle labour =
        PolicyBundle.check(
            BundleFiles.of(
                DefaultBundle.with(
                    "targets/labour-us-2015.json", "\"follow\": false", "\"follow\": true")));
    assertThat(labour.diversityTarget()).isEqualTo("labour-us-2015-1");
    assertThat(women(labour, "a nurse")).isEqualTo(90);
    assertThat(women(labour, "a doctor")).isEqualTo(38);
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      value = {
        "\"axis\": \"gender\"|\"axis\": \"height\"|the diversity rules have no axis \"height\"",
        "\"female\": 3, ||the shares of axis gender must be of [female, male]",
        "\"female\": 3|\"other\": 3|the shares of axis gender must be of [female, male]",
        "\"female\": 3|\"female\": 0|the share of \"female\" must be above 0",
        "\"midwife\"|\"midwif\"|the diversity rules list no \"midwif\" among occupations",
        "\"midwife\"|\"nurse\"|the shares of axis gender for \"nurse\" are given twice",
        "\"house-3\"|\" \"|a target needs a version and a source",
        ", \"follow\": true||the member \"follow\" is missing",
        "\"follow\": true|\"follow\": true, \"by\": 1|there is no member \"by\" here",
      })
  void check_aWrongTarget_isRefusedWithFileAndReason(String from, String to, String reason) {
    assertThatThrownBy(() -> with("targets/house.json", OWN.replace(from, to == null ? "" : to)))
        .isInstanceOf(InvalidBundleException.class)
        .hasMessageContaining("targets/house.json")
        .hasMessageContaining(reason);
  }

  @Test
  void check_twoFollowedTargets_isRefused() {
    Map<String, byte[]> files = DefaultBundle.files();
    files.put("targets/a.json", OWN.getBytes(StandardCharsets.UTF_8));
    files.put("targets/b.json", OWN.getBytes(StandardCharsets.UTF_8));
    assertThatThrownBy(() -> PolicyBundle.check(BundleFiles.of(files)))
        .hasMessageContaining("targets/b.json")
        .hasMessageContaining("the target house-3 is followed already");
  }

  private static long women(PolicyBundle bundle, String prompt) {
    return bundle
        .rewrite(new PromptNormaliser().normalise(prompt), 100, 1, RewritingChoice.ACCEPT, "toy")
        .images()
        .stream()
        .filter(image -> image.prompt().contains(" female "))
        .count();
  }

  private static PolicyBundle with(String name, String text) throws InvalidBundleException {
    Map<String, byte[]> files = DefaultBundle.files();
    files.put(name, text.getBytes(StandardCharsets.UTF_8));
    return PolicyBundle.check(BundleFiles.of(files));
  }
}
