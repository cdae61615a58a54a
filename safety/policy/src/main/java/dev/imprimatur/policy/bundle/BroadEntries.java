package dev.imprimatur.policy.bundle;

import dev.imprimatur.policy.defect.Defect;
import dev.imprimatur.policy.prompt.NormalisedPrompt;
import dev.imprimatur.policy.prompt.PromptNormaliser;
import dev.imprimatur.policy.signal.Finding;
import dev.imprimatur.policy.signal.ProtectedPersons;
import dev.imprimatur.policy.signal.Severity;
import dev.imprimatur.policy.signal.Signal;
import dev.imprimatur.policy.signal.Source;
import dev.imprimatur.policy.signal.TermLists;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.function.Function;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/**
 * Finds entries of lists that everyday language is full of. Every list is tried on harmless
 * prompts; an entry that occurs in more than one of a hundred of them would refuse too much. Terms
 * of low severity may be as frequent as they are: alone they refuse nothing.
 */
final class BroadEntries {
  private static final List<NormalisedPrompt> PROMPTS = prompts();
  private static final int MOST = PROMPTS.size() / 100;

  private BroadEntries() {}

  static List<Defect> in(TermLists terms, ProtectedPersons persons) {
    return in(
        "",
        prompt ->
            Stream.of(terms.read(prompt, Source.PROMPT), persons.read(prompt, Source.PROMPT)));
  }

  /**
   * Those in the lists of a tenant.
   *
   * @param folder of the tenant, with a slash
   */
  static List<Defect> in(String folder, TermLists terms) {
    return in(folder, prompt -> Stream.of(terms.read(prompt, Source.PROMPT)));
  }

  private static List<Defect> in(
      String folder, Function<NormalisedPrompt, Stream<Signal>> reading) {
    Map<Entry, List<String>> hits = new LinkedHashMap<>();
    for (NormalisedPrompt prompt : PROMPTS) {
      reading
          .apply(prompt)
          .flatMap(signal -> signal.findings().stream())
          .filter(finding -> finding.severity() != Severity.LOW)
          .map(Entry::of)
          .distinct()
          .forEach(entry ->
              hits.computeIfAbsent(entry, ignored -> new ArrayList<>()).add(prompt.text()));
    }
    return hits.entrySet().stream()
        .filter(hit -> hit.getValue().size() > MOST)
        .map(hit -> hit.getKey().defect(folder, hit.getValue()))
        .toList();
  }

  private static List<NormalisedPrompt> prompts() {
    var normaliser = new PromptNormaliser();
    try (@Nullable InputStream file =
        BroadEntries.class.getResourceAsStream("harmless-prompts.txt")) {
      if (file == null) {
        throw new IllegalStateException("the harmless prompts are not where they were built");
      }
      return new String(file.readAllBytes(), StandardCharsets.UTF_8)
          .lines()
          .map(normaliser::normalise)
          .toList();
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  /** An entry of a list, as findings name it. */
  private record Entry(String label, String entry) {
    static Entry of(Finding finding) {
      return new Entry(finding.label(), finding.entry());
    }

    Defect defect(String folder, List<String> prompts) {
      boolean person = label.equals(ProtectedPersons.LABEL);
      return Defect.of(
          folder + (person ? "persons.json" : "terms/" + label.replace('/', '-') + ".txt"),
          ("%s \"%s\" would block %d of %d harmless prompts, such as \"%s\"; an entry may block at"
                  + " most %d")
              .formatted(
                  person ? "a name of the person" : "the term",
                  entry,
                  prompts.size(),
                  PROMPTS.size(),
                  prompts.getFirst(),
                  MOST));
    }
  }
}
