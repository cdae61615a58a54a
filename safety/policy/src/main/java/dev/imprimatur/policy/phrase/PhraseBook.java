package dev.imprimatur.policy.phrase;

import dev.imprimatur.policy.prompt.PromptNormaliser;
import dev.imprimatur.policy.prompt.PromptView;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;

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
    private final PromptNormaliser normaliser = new PromptNormaliser();
    private Node<E> root = new Node<>();

    /**
     * Adds a phrase. It is brought into the same form as prompts are.
     *
     * @throws IllegalArgumentException if it holds no word
     */
    public Builder<E> add(String phrase, E entry) {
      List<Word> words = Words.of(normaliser.normalise(phrase).folded());
      if (words.isEmpty()) {
        throw new IllegalArgumentException("\"" + phrase + "\" holds no word");
      }
      enter(words.stream().map(Word::text).toList(), entry);
      return this;
    }

    /**
     * Adds a phrase, and its words written as one, for text that was torn apart and joined again.
     *
     * @throws IllegalArgumentException if it holds no word
     */
    public Builder<E> addWithJoined(String phrase, E entry) {
      add(phrase, entry);
      List<Word> words = Words.of(normaliser.normalise(phrase).folded());
      if (words.size() > 1) {
        enter(List.of(words.stream().map(Word::text).collect(Collectors.joining())), entry);
      }
      return this;
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
