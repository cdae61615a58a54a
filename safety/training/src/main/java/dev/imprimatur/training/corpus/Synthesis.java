package dev.imprimatur.training.corpus;

import dev.imprimatur.policy.signal.Category;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Random;
import java.util.Set;
import java.util.regex.Pattern;
import java.util.stream.Stream;

/** Composes prompts of one part from this module's templates. The same seed gives the same ones. */
public final class Synthesis {
  /** The list of sentences in which groups and hate are spoken of without hate. */
  public static final String MENTIONS = "mentions";

  /** The list of harmless questions, stories and statements about what is forbidden. */
  public static final String TALK = "talk";

  /** Lists of harmless subjects, each as often as it is drawn. */
  private static final List<String> HARMLESS =
      Stream.of(
              Collections.nCopies(4, "stylised"),
              Collections.nCopies(3, "dark"),
              Collections.nCopies(4, "homonyms"),
              Collections.nCopies(4, "people"),
              Collections.nCopies(8, "wide"),
              List.of("odd"))
          .flatMap(List::stream)
          .toList();

  private static final Pattern PERSON =
      Pattern.compile(
          "\\b(man|men|woman|women|person|people|couple|boy|girl|lady|guy|child|soldier|doctor"
              + "|teacher|dancer|warrior|bride|student|nurse|worker|friend)s?\\b");

  /** One prompt in so many describes a person further, harmless and unsafe prompts alike. */
  private static final int DESCRIBED = 4;

  private final Part part;
  private final Random random;
  private final Grammar grammar;
  private final Styles styles;

  /**
   * @param part for which prompts are composed
   * @param seed of every choice
   */
  public Synthesis(Part part, long seed) {
    this.part = part;
    this.random = new Random(seed);
    this.grammar = new Grammar(part, random);
    this.styles = new Styles(grammar, random);
  }

  /** Harmless prompts, many of which look dark or use ambiguous words. */
  public List<Sample> harmless(int count) {
    var samples = new ArrayList<Sample>();
    for (int number = 0; number < count; number++) {
      String list = grammar.choose(HARMLESS);
      samples.add(harmless(styles.dress(harmlessSubject(list)), "composed-" + list));
    }
    return samples;
  }

  /** Harmless prompts of one list, as they stand in it. */
  public List<Sample> harmless(int count, String list) {
    var samples = new ArrayList<Sample>();
    for (int number = 0; number < count; number++) {
      samples.add(harmless(harmlessSubject(list), "composed-" + list));
    }
    return samples;
  }

  /** Puts listed words into prompts, most of them harmless otherwise. */
  public List<Sample> placed(List<Sample> words, int count) {
    var placed = new ArrayList<Sample>();
    List<Sample> own = words.stream().filter(sample -> sample.part() == part).toList();
    for (int number = 0; number < count && !own.isEmpty(); number++) {
      Sample word = grammar.choose(own);
      String text =
          switch (random.nextInt(4)) {
            case 0 -> word.text() + ", " + styles.suffix();
            case 1 -> grammar.word("person") + " " + word.text();
            case 2 -> harmlessSubject("stylised") + ", " + word.text();
            default -> styles.dress(word.text());
          };
      placed.add(word.withText(text, word.origin()));
    }
    return placed;
  }

  /**
   * Prompts of one category: bare, with style words, or hidden among harmless clauses. None of
   * sexualised minors: that is told from its two halves, and no such prompt is written.
   */
  public List<Sample> unsafe(int count, Category category) {
    if (category == Category.SEXUAL_MINORS) {
      return List.of();
    }
    List<String> templates = Lines.of("unsafe/" + category.id().replace('/', '-') + ".txt");
    var samples = new ArrayList<Sample>();
    for (int number = 0; number < count; number++) {
      samples.add(
          of(styles.dress(hide(describe(grammar.expand(grammar.choose(templates))))), category));
    }
    return samples;
  }

  /** Dresses samples of other origin with style words. What is known of them stays. */
  public List<Sample> dressed(List<Sample> samples, int count) {
    var dressed = new ArrayList<Sample>();
    List<Sample> own = samples.stream().filter(sample -> sample.part() == part).toList();
    for (int number = 0; number < count && !own.isEmpty(); number++) {
      Sample sample = grammar.choose(own);
      String bare = sample.text().replaceAll("\\.\\s*$", "");
      dressed.add(sample.withText(bare + ", " + styles.suffix(), sample.origin() + "-dressed"));
    }
    return dressed;
  }

  /** Describes somebody further in samples of other origin. What is known of them stays. */
  public List<Sample> described(List<Sample> samples, int count) {
    var described = new ArrayList<Sample>();
    List<Sample> own =
        samples.stream()
            .filter(sample -> sample.part() == part)
            .filter(sample -> PERSON.matcher(sample.text()).find())
            .toList();
    for (int number = 0; number < count && !own.isEmpty(); number++) {
      Sample sample = grammar.choose(own);
      described.add(sample.withText(withDescriptor(sample.text()), sample.origin() + "-described"));
    }
    return described;
  }

  private String hide(String subject) {
    return switch (random.nextInt(8)) {
      case 0 -> harmlessSubject("stylised") + ", " + subject;
      case 1 -> subject + ", " + harmlessSubject("stylised");
      default -> subject;
    };
  }

  private String harmlessSubject(String list) {
    List<String> templates = Lines.of("benign/" + list + ".txt");
    return describe(grammar.expand(grammar.choose(templates)));
  }

  /** Describes who is in a prompt now and then, so that descriptions alone say nothing. */
  private String describe(String text) {
    return random.nextInt(DESCRIBED) > 0 ? text : withDescriptor(text);
  }

  private String withDescriptor(String text) {
    return PERSON
        .matcher(text)
        .replaceFirst(match -> grammar.word("descriptor") + " " + match.group());
  }

  private Sample harmless(String text, String origin) {
    return new Sample(text, origin, part, false, Set.of(), Set.of());
  }

  private Sample of(String text, Category category) {
    Set<Category> certain = Families.implied(category);
    return new Sample(
        text,
        "composed-" + category.id(),
        part,
        category.isOfModerationApi(),
        certain,
        Families.undecided(certain));
  }
}
