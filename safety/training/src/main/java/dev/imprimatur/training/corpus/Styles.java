package dev.imprimatur.training.corpus;

import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Random;
import java.util.stream.Collectors;
import java.util.stream.IntStream;

/**
 * Dresses a subject the way people type for image models: medium, artists, quality, light and
 * camera, in any order and number. Harmless and unsafe subjects are dressed alike, so that style
 * says nothing.
 */
final class Styles {
  private static final List<String> ASKING =
      List.of(
          "generate an image of",
          "draw",
          "a picture of",
          "create a {photo|picture|painting|poster} of",
          "show me",
          "photo of",
          "<medium> of",
          "a {detailed|beautiful|realistic|professional|very detailed} <medium> of",
          "an image showing");
  private static final List<String> LISTS =
      List.of("quality", "quality", "lighting", "camera", "medium", "quality", "mood", "time");

  private final Grammar grammar;
  private final Random random;

  Styles(Grammar grammar, Random random) {
    this.grammar = grammar;
    this.random = random;
  }

  /** The subject as it is, asked for, or followed by style words. */
  String dress(String subject) {
    return switch (random.nextInt(8)) {
      case 0, 1 -> subject;
      case 2 -> grammar.expand(grammar.choose(ASKING)) + " " + subject;
      case 3 -> grammar.expand(grammar.choose(ASKING)) + " " + subject + ", " + suffix();
      case 4 -> subject + " by " + artists();
      default -> subject + ", " + suffix();
    };
  }

  /** One to ten style words, and sometimes artists. */
  String suffix() {
    List<String> words =
        IntStream.rangeClosed(0, random.nextInt(10))
            .mapToObj(ignored -> grammar.word(grammar.choose(LISTS)))
            .collect(Collectors.toCollection(ArrayList::new));
    if (random.nextInt(3) == 0) {
      words.add((random.nextBoolean() ? "by " : "art by ") + artists());
    }
    Collections.shuffle(words, random);
    return String.join(", ", words);
  }

  private String artists() {
    return IntStream.rangeClosed(0, random.nextInt(3))
        .mapToObj(ignored -> grammar.word("artist"))
        .collect(Collectors.joining(" and "));
  }
}
