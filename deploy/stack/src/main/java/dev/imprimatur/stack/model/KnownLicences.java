package dev.imprimatur.stack.model;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.json.JsonMapper;
import dev.imprimatur.stack.installation.Installation;
import java.io.IOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/**
 * The licences that the policy bundle holds; a model can be used under no other.
 *
 * @param folder of the bundle's licences
 * @param all in the bundle's order
 */
public record KnownLicences(Path folder, List<Entry> all) {
  public KnownLicences {
    all = List.copyOf(all);
  }

  /** A licence's id, version and title. */
  public record Entry(String id, String version, String title) {}

  /** Reads the list of the installation's bundle. */
  public static KnownLicences of(Installation installation) throws IOException {
    Path folder = installation.policies().resolve("licences");
    var entries = new ArrayList<Entry>();
    for (JsonNode entry :
        JsonMapper.builder().build().readTree(folder.resolve("licences.json").toFile())) {
      entries.add(
          new Entry(
              entry.path("id").asText(),
              entry.path("version").asText(),
              entry.path("title").asText()));
    }
    return new KnownLicences(folder, entries);
  }

  /** The same, where it is known better of one id whether its licence is held. */
  public KnownLicences corrected(String id, Optional<Entry> held) {
    var entries = new ArrayList<>(all);
    entries.removeIf(entry -> entry.id().equals(id));
    held.ifPresent(entries::add);
    return new KnownLicences(folder, entries);
  }

  /** The licence of that id. */
  public Optional<Entry> find(String id) {
    return all.stream().filter(entry -> entry.id().equals(id)).findFirst();
  }
}
