package dev.imprimatur.policy.signal;

import dev.imprimatur.policy.phrase.PhraseBook;
import dev.imprimatur.policy.prompt.NormalisedPrompt;
import java.util.Comparator;
import java.util.List;

/**
 * Finds names of one kind in any view of a prompt, for example of minors, brands or artists. A
 * finding says that something is named, not that it is an offence.
 */
public final class NameList {
  private final String label;
  private final String version;
  private final String hash;
  private final PhraseBook<String> names;

  /**
   * @param label what is named, for example {@code brand}
   * @param version of the list
   * @param hash SHA-256 of the list, lower-case hex
   */
  public NameList(String label, String version, String hash, List<String> names) {
    this.label = label;
    this.version = version;
    this.hash = hash;
    var builder = new PhraseBook.Builder<String>();
    names.forEach(name -> builder.addWithDisguises(name, name));
    this.names = builder.build();
  }

  /** What is named in the prompt. */
  public Signal read(NormalisedPrompt prompt, Source source) {
    List<Finding> findings =
        prompt.views().stream()
            .flatMap(view -> names.find(view).stream())
            .map(match ->
                new Finding(match.start(), match.end(), label, Severity.LOW, match.entry()))
            .distinct()
            .sorted(Comparator.comparingInt(Finding::start).thenComparingInt(Finding::end))
            .toList();
    return new Signal(
        "names/" + label,
        version,
        hash,
        source,
        findings.isEmpty() ? List.of() : List.of(label),
        findings);
  }
}
