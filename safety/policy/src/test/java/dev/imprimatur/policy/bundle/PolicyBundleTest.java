package dev.imprimatur.policy.bundle;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Bundles with one part broken each: all are refused, with the place and the reason. */
class PolicyBundleTest {
  @TempDir Path folder;

  @BeforeEach
  void copyDefault() throws IOException {
    try (var paths = Files.walk(DefaultBundle.FOLDER)) {
      for (Path path : paths.toList()) {
        Path copy = folder.resolve(DefaultBundle.FOLDER.relativize(path).toString());
        if (Files.isDirectory(path)) {
          Files.createDirectories(copy);
        } else {
          Files.copy(path, copy);
        }
      }
    }
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
        "@id(\"x\") @licence(\"house-rules#H1\") @code(\"x\") @message(\"x\") forbid (principal, action, resource)"
            + " when { context.wdith > 5 };");
    assertThat(defects()).singleElement().asString().contains("policy x", "wdith");
  }

  @Test
  void load_policyThatIsNoCedar_isRefused() throws IOException {
    append("policies/limits.cedar", "forbid whatever;");
    assertThat(defects()).singleElement().asString().startsWith("policies/limits.cedar: ");
  }

  @Test
  void load_policyWithoutMessageClauseOrCode_isRefused() throws IOException {
    append("policies/limits.cedar", "@id(\"x\") forbid (principal, action, resource);");
    assertThat(defects())
        .containsExactly(
            "policies/limits.cedar: policy x needs a @message",
            "policies/limits.cedar: policy x needs the clause it enforces, as @licence",
            "policies/limits.cedar: policy x forbids and so needs a @code");
  }

  @Test
  void load_policyWithoutId_isRefused() throws IOException {
    append("policies/limits.cedar", "@message(\"x\") permit (principal, action, resource);");
    assertThat(defects()).containsExactly("policies/limits.cedar: every policy needs an @id");
  }

  @Test
  void load_twoPoliciesOfOneId_areRefused() throws IOException {
    append(
        "policies/roles.cedar",
        "@id(\"steps\") @licence(\"house-rules#H1\") @message(\"x\") permit (principal, action, resource);");
    assertThat(defects())
        .containsExactly("policies/roles.cedar: there are two policies with the id steps");
  }

  @Test
  void load_clauseThatNoLicenceHas_isRefused() throws IOException {
    replace("policies/persons.cedar", "#R6", "#R66");
    assertThat(defects())
        .containsExactly(
            "policy no-protected-persons: no licence of the bundle has the clause"
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
        .contains("persons.json is missing")
        .contains("terms/hate.txt, line 13: expected low, medium or high, then a term")
        .contains("terms/rudeness.txt is not named after a category")
        .contains("thresholds.json")
        .contains("diversity.json")
        .contains("bundle.json");
  }

  @Test
  void load_noFolder_isRefused() {
    folder = folder.resolve("nowhere");
    assertThat(defects()).first().asString().contains("cannot be read");
  }

  private List<String> defects() {
    return catchThrowableOfType(InvalidBundleException.class, () -> PolicyBundle.load(folder))
        .defects();
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
