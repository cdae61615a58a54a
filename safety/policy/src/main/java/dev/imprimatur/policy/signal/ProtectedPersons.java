package dev.imprimatur.policy.signal;

import dev.imprimatur.policy.phrase.PhraseBook;
import dev.imprimatur.policy.phrase.PhraseMatch;
import dev.imprimatur.policy.prompt.NormalisedPrompt;
import java.util.Comparator;
import java.util.List;

/** Finds the names of protected persons in any view of a prompt. */
public final class ProtectedPersons {
  /** The label of every finding. */
  public static final String LABEL = "protected-person";

  private static final String NAME = "protected-persons";

  private final String version;
  private final String hash;
  private final PhraseBook<ProtectedPerson> names;

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
  }

  /** Who is named in the prompt. */
  public Signal read(NormalisedPrompt prompt, Source source) {
    List<Finding> findings =
        prompt.views().stream()
            .flatMap(view -> names.find(view).stream())
            .map(ProtectedPersons::finding)
            .distinct()
            .sorted(Comparator.comparingInt(Finding::start).thenComparingInt(Finding::end))
            .toList();
    return new Signal(
        NAME, version, hash, source, findings.isEmpty() ? List.of() : List.of(LABEL), findings);
  }

  private static Finding finding(PhraseMatch<ProtectedPerson> match) {
    return new Finding(match.start(), match.end(), LABEL, Severity.HIGH, match.entry().id());
  }
}
