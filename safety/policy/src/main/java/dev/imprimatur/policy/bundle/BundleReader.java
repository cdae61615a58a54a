package dev.imprimatur.policy.bundle;

import com.fasterxml.jackson.core.type.TypeReference;
import dev.imprimatur.policy.decision.CedarPolicies;
import dev.imprimatur.policy.decision.Decisions;
import dev.imprimatur.policy.decision.InvalidPoliciesException;
import dev.imprimatur.policy.decision.Rule;
import dev.imprimatur.policy.licence.Licence;
import dev.imprimatur.policy.rewriting.DiversityRules;
import dev.imprimatur.policy.rewriting.Rewriter;
import dev.imprimatur.policy.signal.ListedTerm;
import dev.imprimatur.policy.signal.ProtectedPerson;
import dev.imprimatur.policy.signal.ProtectedPersons;
import dev.imprimatur.policy.signal.TermLists;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;

/** Reads a bundle's parts, collects every defect, and puts the bundle together if there is none. */
final class BundleReader {
  private static final String TERMS = "terms/";
  private static final String PERSONS = "persons.json";

  private final List<String> defects = new ArrayList<>();
  private final BundleFiles files;

  private BundleReader(Path folder) {
    this.files = BundleFiles.read(folder, defects);
  }

  static PolicyBundle read(Path folder) throws InvalidBundleException {
    return new BundleReader(folder).read();
  }

  private PolicyBundle read() throws InvalidBundleException {
    Optional<About> about = files.json("bundle.json", new TypeReference<>() {});
    Optional<CedarPolicies> policies = policies();
    List<ListedTerm> terms = terms();
    Optional<Persons> persons = files.json(PERSONS, new TypeReference<>() {});
    Optional<ImageThresholds> thresholds = files.json("thresholds.json", new TypeReference<>() {});
    Optional<DiversityRules> diversity = files.json("diversity.json", new TypeReference<>() {});
    List<Licence> licences = licences();
    policies.ifPresent(found -> found.rules().forEach(rule -> checkClause(rule, licences)));
    if (!defects.isEmpty()) {
      throw new InvalidBundleException(defects);
    }
    String version = about.orElseThrow().name() + "-" + about.orElseThrow().version();
    var protectedPersons =
        new ProtectedPersons(
            persons.orElseThrow().version(), files.hash(PERSONS), persons.orElseThrow().persons());
    var decisions =
        new Decisions(
            version,
            files.hash(),
            new TermLists(about.orElseThrow().version(), files.hash(TERMS), terms),
            protectedPersons,
            policies.orElseThrow());
    return new PolicyBundle(
        version,
        files.hash(),
        decisions,
        new Rewriter(diversity.orElseThrow(), protectedPersons),
        thresholds.orElseThrow(),
        licences);
  }

  private Optional<CedarPolicies> policies() {
    Optional<String> schema = files.text("schema.cedarschema");
    if (schema.isEmpty()) {
      return Optional.empty();
    }
    try {
      return Optional.of(CedarPolicies.read(schema.get(), files.texts("policies/")));
    } catch (InvalidPoliciesException e) {
      defects.addAll(e.defects());
      return Optional.empty();
    }
  }

  private List<ListedTerm> terms() {
    var terms = new ArrayList<ListedTerm>();
    files.texts(TERMS).forEach((name, text) -> terms.addAll(TermFile.read(name, text, defects)));
    return terms;
  }

  private List<Licence> licences() {
    var licences = new ArrayList<Licence>();
    List<LicenceFile> listed =
        files
            .json("licences/licences.json", new TypeReference<List<LicenceFile>>() {})
            .orElse(List.of());
    Set<String> ids = new HashSet<>();
    for (LicenceFile licence : listed) {
      if (!ids.add(licence.id())) {
        defects.add("licences/licences.json: there are two licences with the id " + licence.id());
      }
      files
          .text("licences/" + licence.file())
          .map(text -> Licence.of(licence.id(), licence.version(), licence.title(), text))
          .ifPresent(licences::add);
    }
    return licences;
  }

  private void checkClause(Rule rule, List<Licence> licences) {
    rule.licenceClause()
        .filter(clause -> licences.stream().noneMatch(licence -> holds(licence, clause)))
        .ifPresent(clause ->
            defects.add(
                "policy " + rule.id() + ": no licence of the bundle has the clause " + clause));
  }

  private static boolean holds(Licence licence, String clause) {
    return licence.clauses().stream().anyMatch(each -> clause.equals(licence.id() + "#" + each));
  }

  private record About(String name, String version) {}

  private record Persons(String version, List<ProtectedPerson> persons) {}

  private record LicenceFile(String id, String version, String title, String file) {}
}
