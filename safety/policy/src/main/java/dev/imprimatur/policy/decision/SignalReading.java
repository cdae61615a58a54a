package dev.imprimatur.policy.decision;

import dev.imprimatur.policy.model.PromptReader;
import dev.imprimatur.policy.model.PromptReading;
import dev.imprimatur.policy.prompt.NormalisedPrompt;
import dev.imprimatur.policy.signal.NameList;
import dev.imprimatur.policy.signal.PromptSignals;
import dev.imprimatur.policy.signal.ProtectedPersons;
import dev.imprimatur.policy.signal.Signal;
import dev.imprimatur.policy.signal.Source;
import dev.imprimatur.policy.signal.TermLists;
import java.util.ArrayList;
import java.util.List;

/**
 * All detectors of a bundle, asked in one go.
 *
 * @param terms listed terms
 * @param persons protected persons
 * @param names other names, for example of minors, brands and artists
 * @param reader the trained models
 */
public record SignalReading(
    TermLists terms, ProtectedPersons persons, List<NameList> names, PromptReader reader) {
  /** The label under which a bundle lists words for minors. */
  public static final String MINOR = "minor";

  public SignalReading {
    names = List.copyOf(names);
  }

  /** Computes every signal of a request's texts. */
  public PromptSignals read(NormalisedPrompt prompt, NormalisedPrompt negativePrompt) {
    var findings = new ArrayList<Signal>();
    findings.add(terms.read(prompt, Source.PROMPT));
    findings.add(terms.read(negativePrompt, Source.NEGATIVE_PROMPT));
    findings.add(persons.read(prompt, Source.PROMPT));
    names.forEach(list -> findings.add(list.read(prompt, Source.PROMPT)));
    boolean namesMinor = findings.stream().anyMatch(signal -> signal.categories().contains(MINOR));
    PromptReading reading = reader.read(prompt, Source.PROMPT, namesMinor);
    return new PromptSignals(findings, reading.scores(), reading.writing());
  }
}
