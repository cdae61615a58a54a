package dev.imprimatur.policy.bundle;

import com.fasterxml.jackson.core.type.TypeReference;
import dev.imprimatur.policy.defect.Defect;
import dev.imprimatur.policy.licence.Licence;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;

/** Reads the licences: their list, and the text of each. */
final class LicenceFiles {
  private static final String LIST = "licences/licences.json";

  private LicenceFiles() {}

  static List<Licence> read(PartReader files, List<Defect> defects) {
    var licences = new ArrayList<Licence>();
    Set<String> ids = new HashSet<>();
    for (Entry entry : files.list(LIST, new TypeReference<List<Entry>>() {})) {
      if (!ids.add(entry.id())) {
        defects.add(Defect.of(LIST, "there are two licences with the id " + entry.id()));
      }
      files
          .text("licences/" + entry.file())
          .flatMap(text -> licence(entry, text, defects))
          .ifPresent(licences::add);
    }
    return licences;
  }

  private static Optional<Licence> licence(Entry entry, String text, List<Defect> defects) {
    try {
      return Optional.of(Licence.of(entry.id(), entry.version(), entry.title(), text));
    } catch (IllegalArgumentException e) {
      defects.add(Defect.of("licences/" + entry.file(), e));
      return Optional.empty();
    }
  }

  private record Entry(String id, String version, String title, String file) {}
}
