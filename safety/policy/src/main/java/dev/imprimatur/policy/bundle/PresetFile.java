package dev.imprimatur.policy.bundle;

import com.fasterxml.jackson.core.type.TypeReference;
import dev.imprimatur.policy.defect.Defect;
import dev.imprimatur.policy.preset.Preset;
import dev.imprimatur.policy.prompt.PromptNormaliser;
import dev.imprimatur.policy.signal.ProtectedPersons;
import dev.imprimatur.policy.signal.Source;
import dev.imprimatur.policy.signal.TermLists;
import java.util.HashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Stream;

/** The presets, in {@code presets.json}. A bundle may have none, and then needs no such file. */
final class PresetFile {
  private static final String NAME = "presets.json";
  private static final int MOST = 100;

  private PresetFile() {}

  static List<Preset> read(PartReader files, List<Defect> defects) {
    if (files.names(NAME).isEmpty()) {
      return List.of();
    }
    List<Preset> presets = files.listWithOmissions(NAME, new TypeReference<>() {});
    Set<String> ids = new HashSet<>();
    presets.stream()
        .filter(preset -> !ids.add(preset.id()))
        .forEach(preset ->
            defects.add(Defect.of(NAME, "there are two presets with the id " + preset.id())));
    if (presets.size() > MOST) {
      defects.add(
          Defect.of(NAME, "there are %d presets, and may be %d".formatted(presets.size(), MOST)));
    }
    return presets;
  }

  /** Presets whose own words a list refuses: nobody could ever draw with them. */
  static List<Defect> refused(List<Preset> presets, TermLists terms, ProtectedPersons persons) {
    var normaliser = new PromptNormaliser();
    return presets.stream()
        .flatMap(preset -> {
          var words = normaliser.normalise(Optional.ofNullable(preset.words()).orElse(""));
          return Stream.of(terms.read(words, Source.PROMPT), persons.read(words, Source.PROMPT))
              .flatMap(signal -> signal.findings().stream())
              .map(found ->
                  Defect.of(
                      NAME,
                      "the words of the preset %s contain \"%s\", which is listed under %s"
                          .formatted(preset.id(), found.entry(), found.label())));
        })
        .toList();
  }
}
