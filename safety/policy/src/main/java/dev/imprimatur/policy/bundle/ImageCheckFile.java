package dev.imprimatur.policy.bundle;

import com.fasterxml.jackson.core.type.TypeReference;
import dev.imprimatur.policy.defect.Defect;
import java.util.List;
import java.util.Map;
import java.util.Set;

/** Reads which clauses the image checks enforce; a bundle may leave that out. */
final class ImageCheckFile {
  private static final String FILE = "licences/image-checks.json";

  private ImageCheckFile() {}

  /**
   * For each check the references of clauses.
   *
   * @param checks those that have thresholds; empty where these could not be read
   * @param clauses the references of all clauses of the bundle
   */
  static Map<String, List<String>> read(
      Set<String> checks, Set<String> clauses, PartReader files, List<Defect> defects) {
    if (!files.names(FILE).contains(FILE)) {
      return Map.of();
    }
    Map<String, List<String>> enforced =
        files.json(FILE, new TypeReference<Map<String, List<String>>>() {}).orElse(Map.of());
    enforced.forEach((check, references) -> {
      if (!checks.isEmpty() && !checks.contains(check)) {
        defects.add(Defect.of(FILE, "there are no thresholds for the check " + check));
      }
      references.stream()
          .filter(reference -> !clauses.contains(reference))
          .forEach(reference ->
              defects.add(Defect.of(FILE, "no licence of the bundle has the clause " + reference)));
    });
    return enforced;
  }
}
