package dev.imprimatur.policy.comparison;

import static org.assertj.core.api.Assertions.assertThat;

import dev.imprimatur.policy.bundle.BundleFiles;
import dev.imprimatur.policy.bundle.DefaultBundle;
import dev.imprimatur.policy.bundle.InvalidBundleException;
import dev.imprimatur.policy.bundle.PolicyBundle;
import java.nio.charset.StandardCharsets;
import java.util.Map;
import org.junit.jupiter.api.Test;

class BundleDiffTest {
  private final PolicyBundle bundle = DefaultBundle.load();

  @Test
  void between_sameBundle_isEmpty() {
    BundleDiff diff = BundleDiff.between(bundle, DefaultBundle.load());
    assertThat(diff.isEmpty()).isTrue();
    assertThat(diff.decisions()).isEmpty();
  }

  @Test
  void between_editedBundle_tellsWhatChangesAndWhichDecisions() throws InvalidBundleException {
    Map<String, byte[]> files =
        DefaultBundle.with("policies/limits.cedar", "context.steps > 50", "context.steps > 60");
    edit(files, "policies/limits.cedar", "@id(\"count\")", "@id(\"number\")");
    edit(files, "terms/sexual.txt", "high porn\n", "medium porn\n");
    edit(files, "persons.json", "\"elon-musk\"", "\"e-musk\"");
    edit(files, "thresholds.json", "0.7", "0.6");
    BundleDiff diff = BundleDiff.between(bundle, PolicyBundle.check(BundleFiles.of(files)));
    assertThat(diff.files().changed())
        .containsExactly(
            "persons.json", "policies/limits.cedar", "terms/sexual.txt", "thresholds.json");
    assertThat(diff.policies().changed()).containsExactly("steps");
    assertThat(diff.policies().added()).containsExactly("number");
    assertThat(diff.policies().removed()).containsExactly("count");
    assertThat(diff.terms().added()).containsExactly("sexual, medium: porn");
    assertThat(diff.terms().removed()).containsExactly("sexual, high: porn");
    assertThat(diff.persons().added()).containsExactly("e-musk");
    assertThat(diff.thresholds().changed()).containsExactly("nsfw/porn");
    assertThat(diff.decisions())
        .extracting(change -> change.test().name() + ": " + change.from() + " -> " + change.to())
        .containsExactly(
            "too many steps: deny by steps -> allow by generating-roles",
            "too many for a portal user: deny by count -> deny by number",
            "too many for an API team: deny by count -> deny by number");
  }

  @Test
  void between_changedTenant_isToldWithItsName() throws InvalidBundleException {
    Map<String, byte[]> files = DefaultBundle.files();
    edit(files, "tenants/schools/tenant.json", "Schools", "All schools");
    edit(files, "tenants/schools/policies/classroom.cedar", "/no-alcohol", "/no-drugs");
    edit(files, "tenants/schools/terms/illicit.txt", "low beer", "low chalk");
    edit(files, "tenants/schools/thresholds.json", "\"sexy\": 0.4", "\"sexy\": 0.35");
    files.put("tenants/studio/tenant.json", "{\"title\": \"S\"}".getBytes(StandardCharsets.UTF_8));
    BundleDiff diff = BundleDiff.between(bundle, PolicyBundle.check(BundleFiles.of(files)));
    assertThat(diff.tenants().changed()).containsExactly("schools");
    assertThat(diff.tenants().added()).containsExactly("studio");
    assertThat(diff.policies().added()).containsExactly("schools/no-drugs");
    assertThat(diff.policies().removed()).containsExactly("schools/no-alcohol");
    assertThat(diff.terms().added()).containsExactly("schools: illicit, low: chalk");
    assertThat(diff.terms().removed()).containsExactly("schools: illicit, low: beer");
    assertThat(diff.thresholds().changed()).containsExactly("schools: nsfw/sexy (stricter)");
    assertThat(diff.decisions())
        .extracting(change -> change.from() + " -> " + change.to())
        .containsExactly(
            "deny by schools/no-alcohol -> allow by generating-roles, schools/careful-pictures");
  }

  private static void edit(Map<String, byte[]> files, String file, String from, String to) {
    String text = new String(files.get(file), StandardCharsets.UTF_8);
    assertThat(text).contains(from);
    files.put(file, text.replace(from, to).getBytes(StandardCharsets.UTF_8));
  }
}
