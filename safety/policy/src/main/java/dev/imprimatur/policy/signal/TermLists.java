package dev.imprimatur.policy.signal;

import dev.imprimatur.policy.phrase.PhraseBook;
import dev.imprimatur.policy.phrase.PhraseMatch;
import dev.imprimatur.policy.prompt.NormalisedPrompt;
import java.util.Comparator;
import java.util.List;

/** Finds listed terms, as whole words, in any view of a prompt. */
public final class TermLists {
  private static final String NAME = "term-lists";

  private final String name;
  private final String version;
  private final String hash;
  private final PhraseBook<ListedTerm> terms;

  /**
   * @param version of the lists
   * @param hash SHA-256 of the lists, lower-case hex
   */
  public TermLists(String version, String hash, List<ListedTerm> terms) {
    this(NAME, version, hash, terms);
  }

  private TermLists(String name, String version, String hash, List<ListedTerm> terms) {
    this.name = name;
    this.version = version;
    this.hash = hash;
    var builder = new PhraseBook.Builder<ListedTerm>();
    terms.forEach(term -> builder.addWithDisguises(term.term(), term));
    this.terms = builder.build();
  }

  /**
   * The lists of one tenant, whose findings bear its name.
   *
   * @param version of the lists
   * @param hash SHA-256 of the lists, lower-case hex
   */
  public static TermLists ofTenant(
      String tenant, String version, String hash, List<ListedTerm> terms) {
    return new TermLists(NAME + "/" + tenant, version, hash, terms);
  }

  /** What is found in the prompt. */
  public Signal read(NormalisedPrompt prompt, Source source) {
    List<Finding> findings =
        prompt.views().stream()
            .flatMap(view -> terms.find(view).stream())
            .map(TermLists::finding)
            .distinct()
            .sorted(Comparator.comparingInt(Finding::start).thenComparingInt(Finding::end))
            .toList();
    List<String> categories = findings.stream().map(Finding::label).distinct().sorted().toList();
    return new Signal(name, version, hash, source, categories, findings);
  }

  private static Finding finding(PhraseMatch<ListedTerm> match) {
    ListedTerm term = match.entry();
    return new Finding(
        match.start(), match.end(), term.category().id(), term.severity(), term.term());
  }
}
