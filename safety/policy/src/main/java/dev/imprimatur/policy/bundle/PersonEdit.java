package dev.imprimatur.policy.bundle;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.imprimatur.policy.defect.Defect;
import dev.imprimatur.policy.signal.ProtectedPerson;
import java.io.IOException;
import java.text.Normalizer;
import java.util.HashSet;
import java.util.List;
import java.util.Locale;
import java.util.Set;
import java.util.TreeSet;
import java.util.regex.Pattern;

/**
 * A change of a bundle's protected persons.
 *
 * @param added who is to be protected from now on
 * @param removed ids of those who are not any more
 */
public record PersonEdit(List<Newcomer> added, Set<String> removed) {
  private static final String FILE = "persons.json";
  private static final ObjectMapper JSON = new ObjectMapper();
  private static final Pattern NO_ID = Pattern.compile("[^a-z0-9]+");

  public PersonEdit {
    added = List.copyOf(added);
    removed = Set.copyOf(removed);
  }

  /**
   * Somebody who is to be protected.
   *
   * @param name as usually written
   * @param aliases other forms by which a prompt may name the same person
   */
  public record Newcomer(String name, List<String> aliases) {
    public Newcomer {
      aliases = List.copyOf(aliases);
    }
  }

  /**
   * The bundle with the change, not yet checked.
   *
   * @throws InvalidBundleException if somebody is to be removed who is not there
   */
  public BundleFiles applyTo(PolicyBundle bundle) throws InvalidBundleException {
    var unknown = new TreeSet<>(removed);
    bundle.contents().persons().forEach(person -> unknown.remove(person.id()));
    if (!unknown.isEmpty()) {
      throw new InvalidBundleException(
          List.of(Defect.of(FILE, "there is no person with the id \"" + unknown.first() + "\"")));
    }
    try {
      byte[] present = bundle.files().content(FILE).orElseThrow();
      ObjectNode registry = (ObjectNode) JSON.readTree(present);
      registry.put("version", next(registry.path("version").asText()));
      registry.set("persons", persons(bundle.contents().persons()));
      return bundle
          .files()
          .with(FILE, JSON.writerWithDefaultPrettyPrinter().writeValueAsBytes(registry));
    } catch (JsonProcessingException e) {
      throw new IllegalStateException("a checked bundle must be readable", e);
    } catch (IOException e) {
      throw new IllegalStateException(e);
    }
  }

  private ArrayNode persons(List<ProtectedPerson> present) {
    ArrayNode persons = JSON.createArrayNode();
    var ids = new HashSet<String>();
    for (ProtectedPerson person : present) {
      ids.add(person.id());
      if (!removed.contains(person.id())) {
        add(persons, person.id(), person.name(), person.aliases());
      }
    }
    for (Newcomer newcomer : added) {
      add(persons, freeId(newcomer.name(), ids), newcomer.name(), newcomer.aliases());
    }
    return persons;
  }

  private static void add(ArrayNode persons, String id, String name, List<String> aliases) {
    ObjectNode person = persons.addObject().put("id", id).put("name", name);
    aliases.forEach(person.putArray("aliases")::add);
  }

  /** Ids stand in records, so that of somebody who was removed is not used again. */
  private static String freeId(String name, Set<String> taken) {
    String plain = Normalizer.normalize(name, Normalizer.Form.NFD).toLowerCase(Locale.ROOT);
    String base = NO_ID.matcher(plain.replaceAll("\\p{M}", "")).replaceAll("-");
    String trimmed = base.replaceAll("^-|-$", "");
    String stem = trimmed.isEmpty() ? "person" : trimmed;
    String id = stem;
    for (int number = 2; !taken.add(id); number++) {
      id = stem + "-" + number;
    }
    return id;
  }

  private static String next(String version) {
    return version.matches("\\d{1,9}")
        ? Integer.toString(Integer.parseInt(version) + 1)
        : version + "+";
  }
}
