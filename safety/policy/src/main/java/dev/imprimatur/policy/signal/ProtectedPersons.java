package dev.imprimatur.policy.signal;

import dev.imprimatur.policy.phrase.NearWords;
import dev.imprimatur.policy.phrase.PhraseBook;
import dev.imprimatur.policy.phrase.PhraseMatch;
import dev.imprimatur.policy.phrase.Romanised;
import dev.imprimatur.policy.phrase.Word;
import dev.imprimatur.policy.phrase.Words;
import dev.imprimatur.policy.prompt.NormalisedPrompt;
import java.util.Comparator;
import java.util.List;
import java.util.Set;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/**
 * Finds the names of protected persons in any view of a prompt, and in whatever script. A name with
 * one letter wrong is told apart, since it may be somebody else's.
 */
public final class ProtectedPersons {
  /** The label of a name. */
  public static final String LABEL = "protected-person";

  /** The label of a name that is misspelt by one letter. */
  public static final String NEAR = "near-person";

  private static final String NAME = "protected-persons";

  private final String version;
  private final String hash;
  private final PhraseBook<ProtectedPerson> names;
  private final NearWords nearWords;

  /**
   * @param version of the list
   * @param hash SHA-256 of the list, lower-case hex
   */
  public ProtectedPersons(String version, String hash, List<ProtectedPerson> persons) {
    this.version = version;
    this.hash = hash;
    var builder = new PhraseBook.Builder<ProtectedPerson>();
    for (ProtectedPerson person : persons) {
      builder.addWithDisguises(person.name(), person);
      person.aliases().forEach(alias -> builder.addWithDisguises(alias, person));
    }
    this.names = builder.build();
    this.nearWords = new NearWords(names.words());
  }

  /** Who is named in the prompt. */
  public Signal read(NormalisedPrompt prompt, Source source) {
    List<List<Word>> romanised = Romanised.of(prompt.folded());
    List<PhraseMatch<ProtectedPerson>> named =
        Stream.concat(prompt.views().stream().map(names::find), romanised.stream().map(names::find))
            .flatMap(List::stream)
            .toList();
    Set<ProtectedPerson> certain =
        named.stream().map(PhraseMatch::entry).collect(Collectors.toSet());
    Stream<PhraseMatch<ProtectedPerson>> misspelt =
        Stream.concat(Stream.of(Words.of(prompt.folded())), romanised.stream())
            .flatMap(words -> names.findMisspelt(words, nearWords).stream())
            .filter(match -> !certain.contains(match.entry()));
    List<Finding> findings =
        Stream.concat(
                named.stream().map(match -> finding(match, LABEL, Severity.HIGH)),
                misspelt.map(match -> finding(match, NEAR, Severity.LOW)))
            .distinct()
            .sorted(Comparator.comparingInt(Finding::start).thenComparingInt(Finding::end))
            .toList();
    return new Signal(
        NAME,
        version,
        hash,
        source,
        findings.stream().map(Finding::label).distinct().sorted().toList(),
        findings);
  }

  private static Finding finding(
      PhraseMatch<ProtectedPerson> match, String label, Severity severity) {
    return new Finding(match.start(), match.end(), label, severity, match.entry().id());
  }
}
