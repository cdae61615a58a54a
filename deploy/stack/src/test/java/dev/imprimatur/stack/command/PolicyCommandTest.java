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
  void coverage_clauseWithoutRule_failsAndNamesIt() throws IOException {
    replace("licences/house-rules.md", "**H3**", "**H4** Be kind.\n\n**H3**");
    Ended ended = run("licence", "coverage", edited.toString());
    assertThat(ended.status).isEqualTo(1);
    assertThat(ended.output)
        .containsPattern("R6 +no-protected-persons +persons.json +[0-9]+")
        .containsPattern("H4 +none +none +none")
        .contains("  house-rules#H4: no policy enforces it");
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
