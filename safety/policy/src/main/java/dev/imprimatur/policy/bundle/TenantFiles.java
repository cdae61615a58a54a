package dev.imprimatur.policy.bundle;

import com.fasterxml.jackson.core.type.TypeReference;
import dev.imprimatur.policy.decision.CedarPolicies;
import dev.imprimatur.policy.decision.InvalidPoliciesException;
import dev.imprimatur.policy.decision.Rule;
import dev.imprimatur.policy.decision.Tenant;
import dev.imprimatur.policy.defect.Defect;
import dev.imprimatur.policy.signal.ListedTerm;
import dev.imprimatur.policy.signal.Severity;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.SortedMap;
import java.util.SortedSet;
import java.util.TreeSet;

/**
 * Reads what a bundle adds for tenants, a folder for each: {@code tenants/ID/tenant.json} with its
 * title, and policies, terms, thresholds and tests as the bundle itself has them. What would loosen
 * anything, or would do nothing where somebody meant something, is a defect.
 */
final class TenantFiles {
  static final String TERMS = "terms/";

  private static final String FOLDER = "tenants/";
  private static final int MOST_TENANTS = 50;
  private static final int MOST_POLICIES = 500;

  private final PartReader files;
  private final Base base;
  private final List<Defect> defects;
  private final Map<String, Severity> listedTerms = new HashMap<>();

  private TenantFiles(PartReader files, Base base, List<Defect> defects) {
    this.files = files;
    this.base = base;
    this.defects = defects;
    base.terms.forEach(term ->
        listedTerms.merge(
            key(term), term.severity(), (one, other) -> one.compareTo(other) > 0 ? one : other));
  }

  /**
   * The bundle's own parts, to which tenants add.
   *
   * @param clauses that its licences have, as {@code licence#clause}
   * @param licence under which models are used where a test names none
   */
  record Base(
      Optional<CedarPolicies> policies,
      List<ListedTerm> terms,
      Optional<ImageThresholds> thresholds,
      Set<String> clauses,
      String licence) {}

  static List<TenantPart> read(PartReader files, Base base, List<Defect> defects) {
    return new TenantFiles(files, base, defects).read();
  }

  static String folder(Tenant tenant) {
    return FOLDER + tenant.id() + "/";
  }

  private List<TenantPart> read() {
    var parts = new ArrayList<TenantPart>();
    SortedSet<String> ids = ids();
    if (ids.size() > MOST_TENANTS) {
      defects.add(
          Defect.of(
              FOLDER, "there are %d tenants, and may be %d".formatted(ids.size(), MOST_TENANTS)));
      return parts;
    }
    int policies = 0;
    for (String id : ids) {
      if (!Tenant.isId(id)) {
        defects.add(Defect.of(FOLDER + id + "/", "a tenant's id must be " + Tenant.FORM));
        continue;
      }
      Optional<TenantPart> part = read(new Tenant(id));
      part.ifPresent(parts::add);
      policies += part.map(read -> read.override().rules().size()).orElse(0);
      if (policies > MOST_POLICIES) {
        defects.add(
            Defect.of(FOLDER, "tenants have more than " + MOST_POLICIES + " policies together"));
        return parts;
      }
    }
    return parts;
  }

  private SortedSet<String> ids() {
    var ids = new TreeSet<String>();
    for (String name : files.names(FOLDER)) {
      int slash = name.indexOf('/', FOLDER.length());
      if (slash > 0) {
        ids.add(name.substring(FOLDER.length(), slash));
      }
    }
    return ids;
  }

  private Optional<TenantPart> read(Tenant tenant) {
    String folder = folder(tenant);
    Optional<TenantAbout> about = files.json(folder + "tenant.json", new TypeReference<>() {});
    SortedMap<String, String> texts = files.texts(folder + "policies/");
    Optional<CedarPolicies> policies =
        base.policies.flatMap(known -> policies(tenant, texts, known));
    List<ListedTerm> terms = terms(folder + TERMS);
    String thresholdFile = folder + "thresholds.json";
    Optional<ImageThresholds> thresholds =
        TenantThresholds.over(base.thresholds, thresholdFile, files, defects);
    List<BundleTest> tests = tests(tenant, folder + "tests/");
    boolean adds = !texts.isEmpty() || !terms.isEmpty() || !files.names(thresholdFile).isEmpty();
    if (adds && tests.isEmpty()) {
      defects.add(Defect.of(folder + "tests/", "a tenant with rules needs at least one test"));
    }
    if (about.isEmpty() || policies.isEmpty() || thresholds.isEmpty()) {
      return Optional.empty();
    }
    var override =
        new TenantOverride(
            tenant,
            about.get().title(),
            List.copyOf(policies.get().rules()),
            terms,
            thresholds.get().checks(),
            thresholds.get().stricter());
    return Optional.of(new TenantPart(override, policies.get(), tests));
  }

  private Optional<CedarPolicies> policies(
      Tenant tenant, SortedMap<String, String> texts, CedarPolicies known) {
    try {
      String schema = files.text(BundleReader.SCHEMA).orElseThrow();
      CedarPolicies policies = CedarPolicies.readOf(tenant, schema, texts);
      policies.rules().forEach(rule -> checkId(rule, known));
      ClauseReferences.check(policies.rules(), base.clauses, defects);
      return Optional.of(policies);
    } catch (InvalidPoliciesException e) {
      defects.addAll(e.defects());
      return Optional.empty();
    }
  }

  private void checkId(Rule rule, CedarPolicies known) {
    known.rules().stream()
        .filter(other -> other.id().equals(rule.id()))
        .map(other ->
            Defect.at(
                rule.file(),
                rule.line(),
                "policy %s has the id of the one in %s, line %d"
                    .formatted(rule.id(), other.file(), other.line())))
        .forEach(defects::add);
  }

  private List<ListedTerm> terms(String folder) {
    var terms = new ArrayList<ListedTerm>();
    files
        .texts(folder)
        .forEach((name, text) -> {
          for (TermFile.Entry entry : TermFile.read(name, text, defects)) {
            checkTerm(name, entry);
            terms.add(entry.term());
          }
        });
    return terms;
  }

  /** Both would be found, so the bundle's severity stays; but somebody meant to change it. */
  private void checkTerm(String file, TermFile.Entry entry) {
    ListedTerm term = entry.term();
    Severity listed = listedTerms.get(key(term));
    if (listed != null && listed.compareTo(term.severity()) >= 0) {
      defects.add(
          Defect.at(
              file,
              entry.line(),
              "the bundle lists \"%s\" as %s already; a tenant can only raise it"
                  .formatted(term.term(), listed.name().toLowerCase(Locale.ROOT))));
    }
  }

  private static String key(ListedTerm term) {
    return term.category().id() + " " + term.term().toLowerCase(Locale.ROOT);
  }

  private List<BundleTest> tests(Tenant tenant, String folder) {
    var tests = new ArrayList<BundleTest>();
    files
        .names(folder)
        .forEach(file ->
            tests.addAll(TestFile.read(file, Optional.of(tenant), base.licence, files, defects)));
    return tests;
  }
}
