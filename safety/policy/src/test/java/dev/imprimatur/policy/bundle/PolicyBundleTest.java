package dev.imprimatur.policy.bundle;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

import dev.imprimatur.policy.defect.Defect;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** Bundles with one part broken each: all are refused, with the place and the reason. */
class PolicyBundleTest {
  @TempDir Path folder;

  @BeforeEach
  void copyDefault() throws IOException {
    DefaultBundle.copyTo(folder);
  }

  @Test
  void load_copy_hasTheSameHash() throws InvalidBundleException {
    assertThat(PolicyBundle.load(folder).hash()).isEqualTo(DefaultBundle.load().hash());
  }

  @Test
  void load_oneByteMore_hasAnotherHash() throws Exception {
    append("terms/violence.txt", "\n");
    assertThat(PolicyBundle.load(folder).hash()).isNotEqualTo(DefaultBundle.load().hash());
  }

  @Test
  void load_policyAgainstTheSchema_isRefused() throws IOException {
    append(
        "policies/limits.cedar",
        "@id(\"x\") @licence(\"house-rules#H1\") @code(\"x\") @message(\"x\") forbid (principal, action == Action::\"generate\", resource)"
            + " when { context.wdith > 5 };");
    assertThat(defects())
        .containsExactly(
            "policies/limits.cedar, line 21: policy x: attribute `wdith` in context for"
                + " Action::\"generate\" not found (did you mean `width`?)");
  }

  @Test
  void load_policyThatIsNoCedar_isRefused() throws IOException {
    append("policies/limits.cedar", "forbid whatever;");
    assertThat(defects())
        .singleElement()
        .asString()
        .isEqualTo("policies/limits.cedar, line 21: unexpected token `whatever`");
  }

  @Test
  void load_policyWithoutMessageClauseOrCode_isRefused() throws IOException {
    append("policies/limits.cedar", "@id(\"x\") forbid (principal, action, resource);");
    assertThat(defects())
        .containsExactly(
            "policies/limits.cedar, line 21: policy x needs a @message",
            "policies/limits.cedar, line 21: policy x needs the clauses it enforces, as @licence",
            "policies/limits.cedar, line 21: policy x forbids and so needs a @code");
  }

  @Test
  void load_policyWithoutId_isRefused() throws IOException {
    append("policies/limits.cedar", "@message(\"x\") permit (principal, action, resource);");
    assertThat(defects())
        .containsExactly("policies/limits.cedar, line 21: every policy needs an @id");
  }

  @Test
  void load_twoPoliciesOfOneId_areRefused() throws IOException {
    append(
        "policies/roles.cedar",
        "@id(\"steps\") @licence(\"house-rules#H1\") @message(\"x\") permit (principal, action, resource);");
    assertThat(defects())
        .containsExactly(
            "policies/roles.cedar, line 10: policy steps has the id of the one in"
                + " policies/limits.cedar, line 8");
  }

  @Test
  void load_clauseThatNoLicenceHas_isRefused() throws IOException {
    replace("policies/persons.cedar", "#R6", "#R66");
    assertThat(defects())
        .containsExactly(
            "policies/persons.cedar, line 1: policy no-protected-persons: no licence of the bundle has the clause"
                + " imprimatur-cartoon-1#R66");
  }

  @Test
  void load_severalDefects_areAllTold() throws IOException {
    Files.delete(folder.resolve("persons.json"));
    append("terms/hate.txt", "extreme word\n");
    Files.writeString(folder.resolve("terms/rudeness.txt"), "low pooh\n");
    replace("thresholds.json", "0.8", "1.8");
    replace("diversity.json", "\"share\": 1", "\"share\": 0");
    replace("bundle.json", "\"name\"", "\"nmae\"");
    assertThat(defects()).hasSize(6);
    assertThat(String.join("\n", defects()))
        .contains("persons.json: the file is missing")
        .contains("terms/hate.txt, line 24: expected low, medium or high, then a term")
        .contains("terms/rudeness.txt: the file is not named after a category")
        .contains("thresholds.json")
        .contains("diversity.json")
        .contains("bundle.json, line 1: the member \"name\" is missing");
  }

  @Test
  void load_severalSyntaxErrors_areToldWithTheirLines() throws IOException {
    Files.writeString(
        folder.resolve("policies/limits.cedar"),
        """
        // Größe; and \u1f600 what not
        @id("fine") @licence("house-rules#H2") @code("x") @message("semicolons; \\"quoted\\"")
        forbid (principal, action, resource) when { context.steps > 50 };

        @id("one")
        forbid (principal, action, resource) when { context.steps > };

        @id("two")
        forbid (principal, action, resource)
        when { 99999999999999999999 > 1 };
        """);
    assertThat(defects())
        .hasSize(2)
        .allMatch(defect -> defect.startsWith("policies/limits.cedar, line "))
        .anyMatch(defect -> defect.contains("line 6: unexpected token `}`"))
        .anyMatch(defect -> defect.contains("line 10: integer parse error"));
  }

  /** Cedar reads templates as something else than policies; nobody would ever link them here. */
  @Test
  void load_template_isRefused() throws IOException {
    append("policies/limits.cedar", "\npermit (principal == ?principal, action, resource);");
    assertThat(defects())
        .containsExactly("policies/limits.cedar, line 22: templates with slots are not used here");
  }

  @Test
  void load_policyThatNeverApplies_isRefused() throws IOException {
    append(
        "policies/limits.cedar",
        "@id(\"x\") @licence(\"house-rules#H1\") @code(\"x\") @message(\"x\")\n"
            + "forbid (principal, action, resource) when { false };");
    assertThat(defects())
        .singleElement()
        .asString()
        .startsWith("policies/limits.cedar, line 21: policy x: policy is impossible");
  }

  /** Each of these ends the process when Cedar's parser gets to see it. */
  @ParameterizedTest
  @ValueSource(strings = {"(|true|)", "[|1|]", "{a:|1|}", "[1].contains(|1|)"})
  void load_deeplyNestedPolicy_isRefused(String shape) throws IOException {
    String[] parts = shape.split("\\|");
    append(
        "policies/limits.cedar",
        "\npermit (principal, action, resource) when {\n // \")\")\r"
            + parts[0].repeat(5_000)
            + parts[1]
            + parts[2].repeat(5_000)
            + " };");
    assertThat(defects())
        .contains("policies/limits.cedar, line 23: brackets are nested more than 16 deep");
  }

  @Test
  void load_deeplyNestedConditionals_areRefused() throws IOException {
    append(
        "policies/limits.cedar",
        "permit (principal, action, resource) when { "
            + "if true then ".repeat(1_000)
            + "true"
            + " else false".repeat(1_000)
            + " };");
    assertThat(defects())
        .contains(
            "policies/limits.cedar, line 20: the policy from here on has more than 32 conditionals");
  }

  @Test
  void load_endlessSum_isRefused() throws IOException {
    append(
        "policies/limits.cedar",
        "permit (principal, action, resource) when { " + "1 + ".repeat(20_000) + "1 == 2 };");
    assertThat(defects())
        .singleElement()
        .asString()
        .contains("has more than 8000 characters besides strings and comments");
  }

  @Test
  void load_deeplyNestedSchema_isRefused() throws IOException {
    append(
        "schema.cedarschema",
        "entity E { a: " + "Set<".repeat(5_000) + "Long" + ">".repeat(5_000) + " };");
    assertThat(defects())
        .singleElement()
        .asString()
        .matches("schema.cedarschema, line [0-9]+: brackets are nested more than 16 deep");
  }

  /** Each line doubles the type of the line before, unless the memory ends first. */
  @Test
  void load_schemaOfAliases_isRefused() throws IOException {
    var aliases = new StringBuilder("type T0 = {a: Long};\n");
    for (int line = 1; line < 40; line++) {
      aliases.append("type T%1$d = {a: T%2$d, b: T%2$d};\n".formatted(line, line - 1));
    }
    append("schema.cedarschema", aliases + "entity E { a: T39 };");
    assertThat(defects())
        .singleElement()
        .asString()
        .contains("names for types (type ... = ...) are not used here");
  }

  @Test
  void load_tooManyEntries_areRefused() throws IOException {
    append("terms/violence.txt", "high brawl of the year\n".repeat(20_001));
    assertThat(defects())
        .singleElement()
        .asString()
        .matches("terms/: there are [0-9]+ terms, and may be 20000");
  }

  @Test
  void load_schemaThatIsNone_isRefusedWithItsLine() throws IOException {
    replace("schema.cedarschema", "steps: Long", "steps: Lung");
    assertThat(defects())
        .singleElement()
        .asString()
        .startsWith("schema.cedarschema, line 17: failed to resolve types: Lung");
  }

  @ParameterizedTest
  @ValueSource(strings = {"red", "a", "the", "old"})
  void load_termOfEverydayLanguage_isRefusedWithItsCount(String term) throws IOException {
    append("terms/violence.txt", "high " + term + "\n");
    assertThat(defects())
        .singleElement()
        .asString()
        .matches(
            "terms/violence.txt: the term \"%s\" would block [0-9]+ of 223 harmless prompts, such as \".*"
                .formatted(term));
  }

  @Test
  void load_aliasOfEverydayLanguage_isRefusedWithItsCount() throws IOException {
    replace("persons.json", "\"Chancellor Merkel\"", "\"Chancellor Merkel\", \"white\"");
    assertThat(defects())
        .singleElement()
        .asString()
        .startsWith("persons.json: a name of the person \"angela-merkel\" would block ");
  }

  /** A term of low severity refuses nothing by itself. */
  @Test
  void load_frequentTermOfLowSeverity_isTaken() throws Exception {
    append("terms/violence.txt", "low red\n");
    assertThat(PolicyBundle.load(folder).contents().terms())
        .anyMatch(term -> term.term().equals("red"));
  }

  @Test
  void load_fileThatNothingReads_isRefused() throws IOException {
    Files.createDirectory(folder.resolve("term"));
    Files.writeString(folder.resolve("term/violence.txt"), "high axe\n");
    Files.writeString(folder.resolve("README.md"), "For people.\n");
    Files.writeString(folder.resolve(".hidden"), "By the desktop.\n");
    assertThat(defects())
        .containsExactly("term/violence.txt: nothing in a bundle is read from a file of this name");
  }

  @Test
  void load_fileWithAStrangeName_isRefused() throws IOException {
    Files.writeString(folder.resolve("policies/a b.cedar"), "");
    assertThat(defects())
        .containsExactly(
            "policies/a b.cedar: a file's name may have only letters, digits and . _ -");
  }

  @Test
  void load_noTests_isRefused() throws IOException {
    Files.delete(folder.resolve("tests/decisions.json"));
    assertThat(defects()).containsExactly("tests/: a bundle needs at least one test");
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      value = {
        "[null]|an entry of the list says nothing",
        "[{\"name\": \"x\"}]|test 1: a test needs a name, a prompt and what to expect",
        "[{\"name\": \"x\", \"prompt\": \"a cat\", \"expect\": \"maybe\"}]"
            + "|test 1: expect must be allow or deny",
        "[{\"name\": \"x\", \"prompt\": \"a cat\", \"expect\": \"deny\", \"width\": 0}]"
            + "|test 1: width must be at least 1",
        "[{\"name\": \"x\", \"prompt\": \"a cat\", \"expect\": \"deny\", \"phase\": \"x\"}]"
            + "|test 1: phase cannot be \"x\"",
        "[{\"name\": \"x\", \"promt\": \"a cat\"}]|line 1: there is no member \"promt\" here",
        "{|line 1: the file is not of the form it should have",
        "[{\"name\": [], \"prompt\": \"a cat\"}]|line 1: entry 1, \"name\" is not of the form it should have",
        "[{]|line 1: Unexpected close marker ']': expected '}'"
      })
  void load_brokenTest_isRefused(String json, String reason) throws IOException {
    Files.writeString(folder.resolve("tests/decisions.json"), json);
    assertThat(defects())
        .singleElement()
        .asString()
        .startsWith("tests/decisions.json")
        .contains(reason);
  }

  @Test
  void load_twoTestsOfOneName_areRefused() throws IOException {
    replace("tests/decisions.json", "a weapon alone passes", "homonyms pass");
    assertThat(defects())
        .containsExactly("tests/decisions.json: test 3: the name is that of another test");
  }

  @Test
  void load_twoPersonsOfOneId_areRefused() throws IOException {
    replace("persons.json", "\"elon-musk\"", "\"joe-biden\"");
    assertThat(defects())
        .singleElement()
        .asString()
        .contains("persons.json", "there are two persons with the id joe-biden");
  }

  /** A filler letter counts as a letter and yet is gone from every prompt. */
  @Test
  void load_termWithoutAWord_isRefused() throws IOException {
    append("terms/violence.txt", "high \u3164\n");
    assertThat(defects()).singleElement().asString().startsWith("terms/: ").contains("no word");
  }

  @Test
  void load_noFolder_isRefused() {
    folder = folder.resolve("nowhere");
    assertThat(defects()).first().asString().contains("cannot be read");
  }

  private List<String> defects() {
    return catchThrowableOfType(InvalidBundleException.class, () -> PolicyBundle.load(folder))
        .defects()
        .stream()
        .map(Defect::toString)
        .toList();
  }

  private void append(String file, String text) throws IOException {
    Path path = folder.resolve(file);
    Files.writeString(path, Files.readString(path) + text);
  }

  private void replace(String file, String from, String to) throws IOException {
    Path path = folder.resolve(file);
    String text = Files.readString(path);
    assertThat(text).contains(from);
    Files.writeString(path, text.replace(from, to));
  }
}
