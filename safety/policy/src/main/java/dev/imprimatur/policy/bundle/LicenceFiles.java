package dev.imprimatur.policy.bundle;

import com.fasterxml.jackson.core.type.TypeReference;
import dev.imprimatur.policy.defect.Defect;
import dev.imprimatur.policy.licence.Clause;
import dev.imprimatur.policy.licence.Licence;
import dev.imprimatur.policy.licence.MarkedClauses;
import dev.imprimatur.policy.licence.TextFormat;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * Reads the licences: their list, the text of each, and its clauses. A text in Markdown may mark
 * its clauses itself; others have them in a file of their own, since a text is never touched.
 */
final class LicenceFiles {
  private static final String FOLDER = "licences/";
  private static final String LIST = FOLDER + "licences.json";

  private final PartReader files;
  private final List<Defect> defects;

  private LicenceFiles(PartReader files, List<Defect> defects) {
    this.files = files;
    this.defects = defects;
  }

  static List<Licence> read(PartReader files, List<Defect> defects) {
    return new LicenceFiles(files, defects).read();
  }

  private List<Licence> read() {
    var licences = new ArrayList<Licence>();
    Set<String> ids = new HashSet<>();
    for (Entry entry : files.listWithOmissions(LIST, new TypeReference<List<Entry>>() {})) {
      if (entry.id == null || entry.version == null || entry.title == null || entry.file == null) {
        defects.add(Defect.of(LIST, "a licence needs its id, version, title and file"));
        continue;
      }
      if (!ids.add(entry.id)) {
        defects.add(Defect.of(LIST, "there are two licences with the id " + entry.id));
      }
      String file = FOLDER + entry.file;
      files.text(file).flatMap(text -> licence(entry, file, text)).ifPresent(licences::add);
    }
    return licences;
  }

  private Optional<Licence> licence(Entry entry, String file, String text) {
    try {
      List<Clause> clauses =
          entry.clauses == null
              ? MarkedClauses.in(text)
              : ClauseFile.read(FOLDER + entry.clauses, files, defects);
      Licence licence =
          Licence.of(
              String.valueOf(entry.id),
              String.valueOf(entry.version),
              String.valueOf(entry.title),
              file.endsWith(".md") ? TextFormat.MARKDOWN : TextFormat.PLAIN,
              text,
              clauses);
      if (entry.sha256 != null && !entry.sha256.equals(licence.sha256())) {
        defects.add(
            Defect.of(
                file,
                "the text's SHA-256 is %s, and licences.json says %s"
                    .formatted(licence.sha256(), entry.sha256)));
      }
      return Optional.of(licence);
    } catch (IllegalArgumentException e) {
      defects.add(Defect.of(file, e));
      return Optional.empty();
    }
  }

  /**
   * A licence in the list.
   *
   * @param sha256 that the text must have, for texts that others published
   * @param clauses the file of its clauses
   */
  private record Entry(
      @Nullable String id,
      @Nullable String version,
      @Nullable String title,
      @Nullable String file,
      @Nullable String sha256,
      @Nullable String clauses) {}
}
