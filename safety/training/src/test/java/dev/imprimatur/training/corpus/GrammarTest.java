package dev.imprimatur.training.corpus;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.HashSet;
import java.util.List;
import java.util.Random;
import java.util.Set;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;

class GrammarTest {
  @Test
  void expand_nestedAlternatives_givesEachOfThem() {
    var grammar = new Grammar(Part.TRAINING, new Random(1));
    Set<String> found = new HashSet<>();
    IntStream.range(0, 200)
        .forEach(ignored -> found.add(grammar.expand("a {red {fox|cat}|} {runs|}, {now|}")));
    assertThat(found)
        .contains("a red fox runs, now", "a red cat,", "a, now", "a runs,")
        .hasSize(12);
  }

  @Test
  void expand_sameSeed_givesTheSame() {
    String template = "{a|b} <person> <doing> <place>, <quality>";
    List<String> one = many(template, 7);
    assertThat(one).isEqualTo(many(template, 7)).isNotEqualTo(many(template, 8));
  }

  @Test
  void word_ofALongList_isOfOnePartOnly() {
    assertThat(words(Part.TRAINING)).doesNotContainAnyElementsOf(words(Part.TEST));
    assertThat(words(Part.CALIBRATION)).doesNotContainAnyElementsOf(words(Part.TEST));
  }

  @Test
  void expand_defectiveTemplate_isRefused() {
    var grammar = new Grammar(Part.TRAINING, new Random(1));
    assertThatThrownBy(() -> grammar.expand("a {b|c")).hasMessageContaining("not closed");
    assertThatThrownBy(() -> grammar.expand("a <nonsense>")).hasMessageContaining("nonsense");
  }

  private static List<String> many(String template, long seed) {
    var grammar = new Grammar(Part.TRAINING, new Random(seed));
    return IntStream.range(0, 50).mapToObj(ignored -> grammar.expand(template)).toList();
  }

  private static Set<String> words(Part part) {
    var grammar = new Grammar(part, new Random(3));
    Set<String> words = new HashSet<>();
    IntStream.range(0, 2000).forEach(ignored -> words.add(grammar.word("quality")));
    return words;
  }
}
