package dev.imprimatur.policy.bundle;

import com.fasterxml.jackson.core.type.TypeReference;
import dev.imprimatur.policy.defect.Defect;
import dev.imprimatur.policy.rewriting.DiversityRules;
import dev.imprimatur.policy.rewriting.DiversityTarget;
import java.util.List;
import java.util.Optional;

/** The diversity targets of a bundle, {@code targets/NAME.json}, of which one may be followed. */
final class TargetFiles {
  private static final String FOLDER = "targets/";

  private TargetFiles() {}

  /** The target to follow; without one, the rules' own shares hold. */
  static Optional<DiversityTarget> followed(
      Optional<DiversityRules> rules, PartReader files, List<Defect> defects) {
    Optional<DiversityTarget> followed = Optional.empty();
    for (String name : files.names(FOLDER)) {
      Optional<DiversityTarget> target = files.json(name, new TypeReference<>() {});
      target
          .flatMap(read -> rules.flatMap(read::defect))
          .ifPresent(reason -> defects.add(Defect.of(name, reason)));
      if (target.filter(DiversityTarget::follow).isPresent()) {
        if (followed.isPresent()) {
          defects.add(
              Defect.of(
                  name,
                  "the target %s is followed already; of all targets only one can be"
                      .formatted(followed.get().version())));
        }
        followed = target;
      }
    }
    return followed;
  }
}
