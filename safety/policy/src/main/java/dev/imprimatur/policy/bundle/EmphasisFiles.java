package dev.imprimatur.policy.bundle;

import com.fasterxml.jackson.core.type.TypeReference;
import dev.imprimatur.policy.defect.Defect;
import dev.imprimatur.policy.rewriting.DiversityRules;
import dev.imprimatur.policy.rewriting.ModelEmphasis;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/** What the rewriter's words weigh for models that need it, {@code emphasis/NAME.json}. */
final class EmphasisFiles {
  private static final String FOLDER = "emphasis/";

  private EmphasisFiles() {}

  /** The emphasis by the model's id; a model is named once at most. */
  static Map<String, ModelEmphasis> read(
      Optional<DiversityRules> rules, PartReader files, List<Defect> defects) {
    var emphases = new HashMap<String, ModelEmphasis>();
    for (String name : files.names(FOLDER)) {
      Optional<ModelEmphasis> emphasis = files.json(name, new TypeReference<>() {});
      emphasis
          .flatMap(read -> rules.flatMap(read::defect))
          .ifPresent(reason -> defects.add(Defect.of(name, reason)));
      emphasis.ifPresent(read -> {
        for (String model : read.models()) {
          if (emphases.put(model, read) != null) {
            defects.add(
                Defect.of(name, "the model \"%s\" has an emphasis already".formatted(model)));
          }
        }
      });
    }
    return Map.copyOf(emphases);
  }
}
