package dev.imprimatur.policy.phrase;

import dev.imprimatur.policy.prompt.PromptNormaliser;
import dev.imprimatur.policy.prompt.PromptView;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;
import java.util.regex.Pattern;

/**
 * Phrases, each standing for an entry, kept as a tree of words. Only whole words match, so a term
 * never matches inside another word. What stands between the words does not count: "middle-aged"
 * and "middle aged" are one phrase.
 *
 * <p>A search takes time proportional to the prompt's words times the longest phrase's.
 */
public final class PhraseBook<E> {
  /** From so many letters on a word says by itself whom it means, with one of them wrong. */
  private static final int LONG_ALONE = 9;

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

  /**
   * Every phrase of which one word stands there misspelt, and all others as they are. A phrase of
   * one word must be long, since a name that is one short word is near many.
   *
   * @param near the words of this book's phrases
   */
  public List<PhraseMatch<E>> findMisspelt(List<Word> words, NearWords near) {
    var matches = new ArrayList<PhraseMatch<E>>();
    for (int first = 0; first < words.size(); first++) {
      follow(root, words, first, first, false, near, matches);
    }
    return matches;
  }

  private void follow(
      Node<E> node,
      List<Word> words,
      int first,
      int at,
      boolean misspelt,
      NearWords near,
      List<PhraseMatch<E>> matches) {
    if (misspelt && (at - first > 1 || words.get(first).text().length() >= LONG_ALONE)) {
      node.entries.forEach(entry -> matches.add(match(entry, words, first, at - 1)));
    }
    if (at == words.size()) {
      return;
    }
    String word = words.get(at).text();
    Node<E> same = node.next.get(word);
    if (same != null) {
      follow(same, words, first, at + 1, misspelt, near, matches);
    }
    if (!misspelt) {
      for (String meant : near.near(word)) {
        Node<E> other = node.next.get(meant);
        if (other != null) {
          follow(other, words, first, at + 1, true, near, matches);
        }
      }
    }
  }

  /** Every word of every phrase. */
  public Set<String> words() {
    var words = new TreeSet<String>();
    collect(root, words);
    return words;
  }

  private void collect(Node<E> node, Set<String> words) {
    node.next.forEach((word, next) -> {
      words.add(word);
      collect(next, words);
    });
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
