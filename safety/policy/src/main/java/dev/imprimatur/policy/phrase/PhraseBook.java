package dev.imprimatur.policy.phrase;

import dev.imprimatur.policy.prompt.PromptNormaliser;
import dev.imprimatur.policy.prompt.PromptView;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.regex.Pattern;

/**
 * Phrases, each standing for an entry, kept as a tree of words. Only whole words match, so a term
 * never matches inside another word. What stands between the words does not count: "middle-aged"
 * and "middle aged" are one phrase.
 *
 * <p>A search takes time proportional to the prompt's words times the longest phrase's.
 */
public final class PhraseBook<E> {
  private final Node<E> root;

  private PhraseBook(Node<E> root) {
    this.root = root;
  }

  /** Every occurrence of every phrase, by the first word, shorter ones first. */
  public List<PhraseMatch<E>> find(PromptView view) {
    return find(Words.of(view));
  }

  /** As {@link #find(PromptView)}, in words that are already cut. */
  public List<PhraseMatch<E>> find(List<Word> words) {
    var matches = new ArrayList<PhraseMatch<E>>();
    for (int first = 0; first < words.size(); first++) {
      Node<E> node = root;
      for (int at = first; at < words.size(); at++) {
        node = node.next.get(words.get(at).text());
        if (node == null) {
          break;
        }
        for (E entry : node.entries) {
          matches.add(match(entry, words, first, at));
        }
      }
    }
    return matches;
  }

  /** Whether any phrase occurs. */
  public boolean occursIn(List<Word> words) {
    return !find(words).isEmpty();
  }

  private static <E> PhraseMatch<E> match(E entry, List<Word> words, int first, int last) {
    return new PhraseMatch<>(
        entry, first, last - first + 1, words.get(first).start(), words.get(last).end());
  }

  /** Collects phrases for a {@link PhraseBook}. */
  public static final class Builder<E> {
    /** A short word without its marks is too often another word. */
    private static final int LONG_ENOUGH = 4;

    private static final Pattern DOUBLE_VOWEL = Pattern.compile("([aeiou])\\1");

    private final PromptNormaliser normaliser = new PromptNormaliser();
    private Node<E> root = new Node<>();

    /**
     * Adds a phrase. It is brought into the same form as prompts are.
     *
     * @throws IllegalArgumentException if it holds no word
     */
    public Builder<E> add(String phrase, E entry) {
      enter(words(phrase), entry);
      return this;
    }

    /**
     * Adds a phrase in the forms that it has in disguise: as it stands, without marks and with
     * letters that look like Latin ones made Latin, with double vowels made single as where every
     * vowel was drawn out, and each with its words written as one.
     *
     * @throws IllegalArgumentException if it holds no word
     */
    public Builder<E> addWithDisguises(String phrase, E entry) {
      var forms = new LinkedHashSet<List<String>>();
      forms.add(words(phrase));
      normaliser.normalise(phrase).views().stream()
          .filter(view -> view.name().equals(PromptView.PLAIN))
          .map(Words::of)
          .filter(words -> words.size() > 1 || words.getFirst().text().length() >= LONG_ENOUGH)
          .forEach(words -> forms.add(words.stream().map(Word::text).toList()));
      String single = DOUBLE_VOWEL.matcher(phrase).replaceAll("$1");
      if (single.length() >= LONG_ENOUGH) {
        forms.add(words(single));
      }
      forms.forEach(words -> enter(words, entry));
      forms.stream()
          .filter(words -> words.size() > 1)
          .forEach(words -> enter(List.of(String.join("", words)), entry));
      return this;
    }

    private List<String> words(String phrase) {
      List<Word> words = Words.of(normaliser.normalise(phrase).folded());
      if (words.isEmpty()) {
        throw new IllegalArgumentException("\"" + phrase + "\" holds no word");
      }
      return words.stream().map(Word::text).toList();
    }

    private void enter(List<String> words, E entry) {
      Node<E> node = root;
      for (String word : words) {
        node = node.next.computeIfAbsent(word, ignored -> new Node<>());
      }
      node.entries.add(entry);
    }

    /** The finished book; the builder starts anew. */
    public PhraseBook<E> build() {
      var book = new PhraseBook<>(root);
      root = new Node<>();
      return book;
    }
  }

  private static final class Node<E> {
    private final Map<String, Node<E>> next = new HashMap<>();
    private final List<E> entries = new ArrayList<>(1);
  }
}
