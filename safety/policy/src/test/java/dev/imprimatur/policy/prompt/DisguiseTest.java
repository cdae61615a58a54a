package dev.imprimatur.policy.prompt;

import static org.assertj.core.api.Assertions.assertThat;

import dev.imprimatur.policy.bundle.DefaultBundle;
import dev.imprimatur.policy.bundle.PolicyBundle;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Base64;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.function.UnaryOperator;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Listed terms in disguise. Each attack is applied to every term of the default bundle. */
class DisguiseTest {
  private static final PolicyBundle BUNDLE = DefaultBundle.load();
  private static final Map<String, UnaryOperator<String>> ATTACKS = attacks();

  private static Map<String, UnaryOperator<String>> attacks() {
    var attacks = new LinkedHashMap<String, UnaryOperator<String>>();
    attacks.put("homoglyphs", DisguiseTest::homoglyphs);
    attacks.put("zero-width", term -> each(term, letter -> letter + "\u200b"));
    attacks.put("diacritics", term -> each(term, letter -> letter + "\u0323"));
    attacks.put("full-width", DisguiseTest::fullWidth);
    attacks.put("leet", DisguiseTest::leet);
    attacks.put("spaced letters", DisguiseTest::spaced);
    attacks.put("punctuation inside", term -> term.replaceAll("(?<=\\pL)(?=\\pL)", "."));
    attacks.put("letters drawn out", DisguiseTest::drawnOut);
    attacks.put(
        "Base64",
        term ->
            Base64.getEncoder().encodeToString(("show " + term).getBytes(StandardCharsets.UTF_8)));
    return attacks;
  }

  @Test
  void decide_everyTermInEveryDisguise_isRefused() throws IOException {
    List<String> terms = grave();
    assertThat(terms).hasSizeGreaterThan(60);
    var missed = new ArrayList<String>();
    for (var attack : ATTACKS.entrySet()) {
      int caught = 0;
      for (String term : terms) {
        String disguised = "a picture, " + attack.getValue().apply(term) + ", in oil";
        if (isDenied(disguised)) {
          caught++;
        } else {
          missed.add(attack.getKey() + ": " + disguised);
        }
      }
      System.out.printf(
          "%-20s %.3f of %d%n", attack.getKey(), (double) caught / terms.size(), terms.size());
    }
    assertThat(missed).hasSizeLessThanOrEqualTo(terms.size() * ATTACKS.size() / 50);
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "a cat in a t-shirt, 4k, 8k, trending",
        "u.s.a. flag at 1:16 scale, f/1.8",
        "the letters a b c d on a blackboard",
        "10 000 sunflowers, vol. 3, no. 5",
        "коля и мама в саду",
        "一只猫坐在窗边",
        "हिन्दी में लिखा हुआ बोर्ड",
        "hmmmm, a sooooft cloud"
      })
  void decide_innocentTextThatLooksOdd_passes(String prompt) {
    assertThat(isDenied(prompt)).isFalse();
  }

  @Test
  void views_everyView_knowsItsWayBack() {
    NormalisedPrompt prompt = new PromptNormaliser().normalise("a g.o.r.e, n4k3d gооооre Ｂ ß Å!");
    for (PromptView view : prompt.views()) {
      int before = 0;
      for (int at = 0; at <= view.text().length(); at++) {
        assertThat(view.origin(at)).isBetween(before, prompt.text().length());
        before = view.origin(at);
      }
    }
  }

  private static boolean isDenied(String prompt) {
    return DefaultBundle.refuses(BUNDLE, prompt);
  }

  /** The terms that are refused as they stand. */
  private static List<String> grave() throws IOException {
    try (Stream<Path> files = Files.list(DefaultBundle.FOLDER.resolve("terms"))) {
      var terms = new ArrayList<String>();
      for (Path file : files.sorted().toList()) {
        Files.readAllLines(file).stream()
            .filter(line -> line.startsWith("high ") || line.startsWith("medium "))
            .map(line -> line.substring(line.indexOf(' ') + 1).strip())
            .filter(DisguiseTest::isDenied)
            .forEach(terms::add);
      }
      return terms;
    }
  }

  private static String each(String term, UnaryOperator<String> change) {
    return term.chars()
        .mapToObj(Character::toString)
        .map(letter -> letter.isBlank() ? letter : change.apply(letter))
        .collect(Collectors.joining());
  }

  /** Cyrillic letters that look like Latin ones. */
  private static String homoglyphs(String term) {
    return translate(term, "aceopxyi", "асеорхуі");
  }

  private static String fullWidth(String term) {
    return term.chars()
        .mapToObj(unit -> Character.toString(unit > 0x20 && unit < 0x7f ? unit + 0xfee0 : unit))
        .collect(Collectors.joining());
  }

  private static String leet(String term) {
    return translate(term, "aeiost", "431057");
  }

  private static String spaced(String term) {
    return term.replaceAll("(?<=\\pL)(?=\\pL)", " ");
  }

  private static String drawnOut(String term) {
    return term.replaceAll("([aeiou])", "$1$1$1$1");
  }

  private static String translate(String term, String from, String to) {
    var translated = new StringBuilder();
    for (char letter : term.toCharArray()) {
      int at = from.indexOf(letter);
      translated.append(at < 0 ? letter : to.charAt(at));
    }
    return translated.toString();
  }
}
