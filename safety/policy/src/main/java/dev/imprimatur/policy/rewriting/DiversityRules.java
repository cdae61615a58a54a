package dev.imprimatur.policy.rewriting;

import java.util.List;
import java.util.Map;

/**
 * The data that the rewriter follows.
 *
 * @param version of the target and of everything else here
 * @param axes what can be open about a person, in the order in which words are inserted
 * @param occupations nouns for persons by what they do, singular
 * @param persons other nouns for a person, singular
 * @param plurals nouns for several persons at once
 * @param compounds words that belong to the noun after them, as in "street musician", so that
 *     nothing is put between the two
 * @param things phrases that end in such a noun and name no person, as "vacuum cleaner" does
 * @param followers words that may stand right after a person's noun; after any other, but for verbs
 *     and adverbs by their endings, the noun is part of a thing's name, as in "waiter tray"
 * @param objects words that make the noun before them part of a thing's name, as in "chef's knife"
 * @param vetoes words that stop the rewriting
 * @param otherLanguages small words by which other languages show
 * @param english small words by which English shows
 */
public record DiversityRules(
    String version,
    List<Axis> axes,
    List<String> occupations,
    List<String> persons,
    List<String> plurals,
    List<String> compounds,
    List<String> things,
    List<String> followers,
    List<String> objects,
    List<Veto> vetoes,
    List<String> otherLanguages,
    List<String> english) {
  public DiversityRules {
    if (version.isBlank()) {
      throw new IllegalArgumentException("the diversity rules need a version");
    }
    axes = List.copyOf(axes);
    occupations = List.copyOf(occupations);
    persons = List.copyOf(persons);
    plurals = List.copyOf(plurals);
    compounds = List.copyOf(compounds);
    things = List.copyOf(things);
    followers = List.copyOf(followers);
    objects = List.copyOf(objects);
    vetoes = List.copyOf(vetoes);
    otherLanguages = List.copyOf(otherLanguages);
    english = List.copyOf(english);
  }

  /** Whether a noun stands for one person, in singular and small letters. */
  boolean isNoun(String noun) {
    return occupations.contains(noun) || persons.contains(noun);
  }

  /**
   * Something that can be open about a person.
   *
   * @param name for example {@code gender}
   * @param values what it can be
   * @param anywhere phrases that state it wherever they stand in the prompt
   * @param adjacent phrases that state it only among the words right before the noun
   */
  public record Axis(
      String name, List<Value> values, List<String> anywhere, List<String> adjacent) {
    public Axis {
      if (name.isBlank() || name.equals(Edit.ARTICLE)) {
        throw new IllegalArgumentException("\"" + name + "\" is no name for an axis");
      }
      if (values.size() < 2) {
        throw new IllegalArgumentException("axis " + name + " needs at least two values");
      }
      values = List.copyOf(values);
      anywhere = List.copyOf(anywhere);
      adjacent = List.copyOf(adjacent);
    }

    double totalShare() {
      return values.stream().mapToDouble(Value::share).sum();
    }

    /** How often the value at an index shall come, 0 to 1. */
    public double share(int index) {
      return values.get(index).share() / totalShare();
    }

    /** The same axis with other shares of its values. */
    Axis with(Map<String, Double> shares) {
      return new Axis(
          name,
          values.stream()
              .map(value ->
                  new Value(value.word(), shares.getOrDefault(value.word(), value.share())))
              .toList(),
          anywhere,
          adjacent);
    }
  }

  /**
   * One value of an axis.
   *
   * @param word what is inserted
   * @param share how often, in relation to the other values of the axis; above 0
   */
  public record Value(String word, double share) {
    public Value {
      if (word.isBlank()) {
        throw new IllegalArgumentException("a value needs a word");
      }
      if (!(share > 0 && share < Double.POSITIVE_INFINITY)) {
        throw new IllegalArgumentException("the share of \"" + word + "\" must be above 0");
      }
    }
  }

  /** Where a veto's words must stand to stop the rewriting. */
  public enum Scope {
    /** Anywhere in the prompt; nobody in it is rewritten. */
    PROMPT,
    /** Right beside the noun, or as the one who plays the noun's part: "a sloth as a doctor". */
    NOUN
  }

  /**
   * A reason to leave a prompt alone.
   *
   * @param code for programs
   * @param message for people
   * @param scope where the words must stand
   * @param words any one of them suffices
   */
  public record Veto(String code, String message, Scope scope, List<String> words) {
    public Veto {
      if (code.isBlank() || message.isBlank()) {
        throw new IllegalArgumentException("a veto needs a code and a message");
      }
      words = List.copyOf(words);
    }
  }
}
