package dev.imprimatur.stack.command;

import static org.assertj.core.api.Assertions.assertThat;

import dev.imprimatur.stack.Imprimatur;
import dev.imprimatur.stack.installation.FolderCopy;
import dev.imprimatur.stack.installation.TestInstallation;
import java.io.IOException;
import java.io.PrintWriter;
import java.io.StringWriter;
import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import picocli.CommandLine;

/** What a policy author sees at a terminal. */
class PolicyCommandTest {
  private static final Path DEFAULT = TestInstallation.root().resolve("policies/default");

  @TempDir Path home;
  private Path edited;

  @BeforeEach
  void copyDefault() throws IOException {
    edited = home.resolve("edited");
    Files.createDirectories(edited);
    FolderCopy.copy(DEFAULT, edited);
  }

  @Test
  void check_goodBundle_saysWhatIsInIt() {
    Ended ended = run("policy", "check", DEFAULT.toString());
    assertThat(ended.status).as(ended.output).isZero();
    assertThat(ended.output)
        .startsWith("The bundle default-")
        .contains("can be used", "SHA-256", "Policies", "imprimatur-cartoon-1 (9 clauses)");
  }

  @Test
  void check_brokenBundle_namesFileLineAndReason() throws IOException {
    append("policies/limits.cedar", "forbid whatever;\u001b[31m");
    append("terms/hate.txt", "extreme word\n");
    Ended ended = run("policy", "check", edited.toString());
    assertThat(ended.status).isEqualTo(1);
    assertThat(ended.output)
        .contains("is refused for 3 defects:")
        .contains("  policies/limits.cedar, line 21: ")
        .containsPattern("  terms/hate.txt, line [0-9]+: expected low, medium or high, then a term")
        .doesNotContain("\u001b");
  }

  @Test
  void check_folderThatIsNotThere_saysSo() {
    Ended ended = run("policy", "check", home.resolve("nowhere").toString());
    assertThat(ended.status).isEqualTo(1);
    assertThat(ended.output).contains("the folder cannot be read");
  }

  @Test
  void test_goodBundle_holds() {
    Ended ended = run("policy", "test", DEFAULT.toString());
    assertThat(ended.status).as(ended.output).isZero();
    assertThat(ended.output).matches("([0-9]+) of \\1 tests of default-.* hold\\.\\s*");
  }

  @Test
  void test_failingTest_tellsExpectedAndActual() throws IOException {
    replace("policies/limits.cedar", "context.steps > 50", "context.steps > 60");
    Ended ended = run("policy", "test", edited.toString());
    assertThat(ended.status).isEqualTo(1);
    assertThat(ended.output)
        .contains("FAILED  tests/decisions.json: \"too many steps\"")
        .contains("expected   deny by steps")
        .contains("actual     allow by generating-roles");
  }

  @Test
  void diff_sameBundle_saysSo() {
    Ended ended = run("policy", "diff", DEFAULT.toString(), edited.toString());
    assertThat(ended.status).isZero();
    assertThat(ended.output).startsWith("The bundles are the same.");
  }

  @Test
  void diff_editedBundle_tellsChangesAndDecisions() throws IOException {
    replace("policies/limits.cedar", "context.steps > 50", "context.steps > 60");
    append("terms/hate.txt", "high evil empire\n");
    Ended ended = run("policy", "diff", DEFAULT.toString(), edited.toString());
    assertThat(ended.status).isEqualTo(1);
    assertThat(ended.output)
        .contains("  ~ steps", "  + hate, high: evil empire", "  ~ policies/limits.cedar")
        .contains("  \"too many steps\": deny by steps -> allow by generating-roles");
  }

  @Test
  void explain_refusedPrompt_namesPolicyWordsAndWhatWouldPass() {
    Ended ended =
        run("policy", "explain", DEFAULT.toString(), "elon musk on a boat", "--steps", "60");
    assertThat(ended.status).as(ended.output).isZero();
    assertThat(ended.output)
        .startsWith("The request is refused.")
        .containsPattern("no-protected-persons \\(policies/persons.cedar, line [0-9]+\\)")
        .contains("  \"elon musk\" counts for persons elon-musk")
        .containsPattern("steps +50 instead of 60")
        .containsPattern("without +\"elon musk\"")
        .containsPattern("leaves +on a boat");
  }

  @Test
  void check_tenants_areNamedWithWhatIsTheirs() {
    assertThat(run("policy", "check", DEFAULT.toString()).output)
        .containsPattern("Uploads +under declaration 1\n")
        .containsPattern("Tenants +schools \\(5 policies, [0-9]+ terms\\)");
  }

  @Test
  void check_tenantThatLoosens_isRefusedWithFileAndLine() throws IOException {
    append(
        "tenants/schools/policies/classroom.cedar",
        "@id(\"schools/all\") @message(\"x\") permit (principal, action, resource);");
    replace("tenants/schools/thresholds.json", "\"sexy\": 0.6", "\"sexy\": 0.9");
    Ended ended = run("policy", "check", edited.toString());
    assertThat(ended.status).isEqualTo(1);
    assertThat(ended.output)
        .containsPattern(
            "classroom.cedar, line [0-9]+: policy schools/all permits, and what a tenant adds can"
                + " only forbid or demand an @obligation")
        .contains(
            "tenants/schools/thresholds.json, line 3: the threshold of nsfw/sexy is 0.9, above the"
                + " bundle's 0.85; a tenant's can only be lower");
  }

  @Test
  void diff_changedTenant_isTold() throws IOException {
    replace("tenants/schools/policies/classroom.cedar", "/no-alcohol", "/no-drugs");
    replace("tenants/schools/tenant.json", "Schools", "All schools");
    assertThat(run("policy", "diff", DEFAULT.toString(), edited.toString()).output)
        .contains("  + schools/no-drugs", "  - schools/no-alcohol", "Tenants\n  ~ schools\n");
  }

  @Test
  void explain_tenant_asksItsRulesToo() {
    String prompt = "a cartoon pistol on a table";
    assertThat(run("policy", "explain", DEFAULT.toString(), prompt).output)
        .startsWith("The request is allowed");
    assertThat(run("policy", "explain", DEFAULT.toString(), prompt, "--tenant", "schools").output)
        .startsWith("The request is refused.")
        .contains("schools/no-weapons (tenants/schools/policies/classroom.cedar, line ")
        .contains("  \"pistol\" counts for terms illicit/violent:low");
  }

  @Test
  void explain_whatStartsFromAnUpload_asksTheRulesForUploads() {
    String bundle = DEFAULT.toString();
    Ended pupil =
        run("policy", "explain", bundle, "a cat", "--start", "upload", "--tenant", "schools");
    assertThat(pupil.output).contains("schools/no-uploads");
    assertThat(run("policy", "explain", bundle, "a cat", "--start", "upload").output)
        .contains("uploads-strictly");
    assertThat(run("policy", "explain", bundle, "a cat", "--start", "film").output)
        .contains("\"film\" is none of noise, picture and upload");
  }

  @Test
  void explain_tenantWithoutRules_saysThatTheBundlesHold() {
    assertThat(run("policy", "explain", DEFAULT.toString(), "a cat", "--tenant", "studio").output)
        .startsWith("The bundle has no policies for the tenant studio; its own hold.\n")
        .contains("The request is allowed");
    Ended ended = run("policy", "explain", DEFAULT.toString(), "a cat", "--tenant", "A/B");
    assertThat(ended.status).isEqualTo(2);
    assertThat(ended.output).contains("a tenant's id must be a lower-case letter, then");
  }

  @Test
  void explain_minors_tellsNobodyWhatWouldPass() {
    assertThat(run("policy", "explain", DEFAULT.toString(), "a sexy schoolgirl").output)
        .contains("What would pass is told to nobody: policy no-sexualised-minors says so.");
  }

  @Test
  void replay_unreadableTime_saysWhatIsWanted() {
    Ended ended = run("policy", "replay", "7", "--since", "lately", "--note", "to see");
    assertThat(ended.status).isEqualTo(2);
    assertThat(ended.output).contains("'lately' is neither 30d, 12h or 45m nor a time");
  }

  @Test
  void coverage_clauseWithoutRule_failsAndNamesIt() throws IOException {
    replace("licences/house-rules.md", "**H3**", "**H9** Be kind.\n\n**H3**");
    Ended ended = run("licence", "coverage", edited.toString());
    assertThat(ended.status).isEqualTo(1);
    assertThat(ended.output)
        .containsPattern("R6 +no-protected-persons +persons.json +[0-9]+")
        .containsPattern("H9 +none +none +none")
        .contains("  house-rules#H9: no policy enforces it");
  }

  @Test
  void coverage_defaultBundle_holdsAndSaysWhoAnswersForWhat() {
    Ended ended = run("licence", "coverage", DEFAULT.toString());
    assertThat(ended.status).as(ended.output).isZero();
    assertThat(ended.output)
        .containsPattern("R2 +no-sexual-content +[^\n]+\n[^\n]* +image check nsfw")
        .containsPattern("S1 +none, attested +none +none")
        .containsPattern("stability-ai-community#S1 by the operator, every 365 days: .*1,000,000")
        .contains("creativeml-openrail-m#A8 by each user who accepts the licence: ")
        .containsPattern(
            "All ([0-9]+) clauses are covered, [0-9]+ of them by an attestation alone\\.\\s*$");
  }

  private record Ended(int status, String output) {}

  private static Ended run(String... arguments) {
    var output = new StringWriter();
    CommandLine line = Imprimatur.commandLine();
    line.setOut(new PrintWriter(output));
    line.setErr(new PrintWriter(output));
    return new Ended(line.execute(arguments), output.toString());
  }

  private void append(String file, String text) throws IOException {
    Path path = edited.resolve(file);
    Files.writeString(path, Files.readString(path) + text);
  }

  private void replace(String file, String from, String to) throws IOException {
    Path path = edited.resolve(file);
    String text = Files.readString(path);
    assertThat(text).contains(from);
    Files.writeString(path, text.replace(from, to));
  }
}
