package dev.imprimatur.policy.bundle;

import com.fasterxml.jackson.core.type.TypeReference;
import dev.imprimatur.policy.decision.CedarPolicies;
import dev.imprimatur.policy.decision.Decisions;
import dev.imprimatur.policy.decision.InvalidPoliciesException;
import dev.imprimatur.policy.decision.SignalReading;
import dev.imprimatur.policy.decision.Tenant;
import dev.imprimatur.policy.decision.Tightening;
import dev.imprimatur.policy.defect.Defect;
import dev.imprimatur.policy.licence.Licence;
import dev.imprimatur.policy.model.PromptReader;
import dev.imprimatur.policy.preset.Preset;
import dev.imprimatur.policy.rewriting.DiversityRules;
import dev.imprimatur.policy.rewriting.DiversityTarget;
import dev.imprimatur.policy.rewriting.ModelEmphasis;
import dev.imprimatur.policy.rewriting.Rewriter;
import dev.imprimatur.policy.signal.ListedTerm;
import dev.imprimatur.policy.signal.NameList;
import dev.imprimatur.policy.signal.ProtectedPersons;
import dev.imprimatur.policy.signal.TermLists;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalInt;
import java.util.Set;
import java.util.SortedMap;
import java.util.function.Supplier;
import java.util.stream.Collectors;

/** Reads a bundle's parts, collects every defect, and puts the bundle together if there is none. */
final class BundleReader {
  static final String SCHEMA = "schema.cedarschema";

  private static final String TERMS = "terms/";
  private static final String PERSONS = "persons.json";
  private static final String TESTS = "tests/";
  private static final int MOST_TERMS = 20_000;
  private static final int MOST_TESTS = 2_000;
  private static final Set<String> FOR_PEOPLE = Set.of("README.md", ModelFiles.CARD);

  private final List<Defect> defects = new ArrayList<>();
  private final BundleFiles source;
  private final Manifest manifest;
  private final PartReader files;

  private BundleReader(BundleFiles files) {
    this.source = files;
    this.manifest = files.manifest();
    this.files = new PartReader(files, defects);
  }

  static PolicyBundle read(BundleFiles files, OptionalInt number) throws InvalidBundleException {
    return new BundleReader(files).read(number);
  }

  private PolicyBundle read(OptionalInt number) throws InvalidBundleException {
    Optional<About> about = files.json("bundle.json", new TypeReference<>() {});
    Optional<CedarPolicies> policies = policies();
    List<ListedTerm> terms = terms();
    Optional<PersonFile> persons = files.json(PERSONS, new TypeReference<>() {});
    Optional<ImageThresholds> thresholds = files.json("thresholds.json", new TypeReference<>() {});
    SafetyCheckerRule safetyChecker = SafetyCheckerFile.read(files);
    Optional<UploadRule> uploads = UploadFile.read(files);
    Optional<DiversityRules> diversity = files.json("diversity.json", new TypeReference<>() {});
    Optional<DiversityTarget> target = TargetFiles.followed(diversity, files, defects);
    Map<String, ModelEmphasis> emphases = EmphasisFiles.read(diversity, files, defects);
    Optional<PromptReader> reader = ModelFiles.read(files, defects);
    SortedMap<String, String> names = files.texts(NameFiles.FOLDER);
    List<Licence> licences = LicenceFiles.read(files, defects);
    String usualLicence = licences.isEmpty() ? "" : licences.getFirst().id();
    List<BundleTest> tests = tests(usualLicence);
    List<Preset> presets = PresetFile.read(files, defects);
    Set<String> clauses = clauses(licences);
    List<TenantPart> tenants =
        TenantFiles.read(
            files,
            new TenantFiles.Base(policies, terms, thresholds, clauses, usualLicence),
            defects);
    tenants.forEach(tenant -> tests.addAll(tenant.tests()));
    List<TenantOverride> overrides = tenants.stream().map(TenantPart::override).toList();
    policies.ifPresent(found -> ClauseReferences.check(found.rules(), clauses, defects));
    Map<String, List<String>> imageClauses =
        ImageCheckFile.read(
            thresholds.map(found -> found.checks().keySet()).orElse(Set.of()),
            clauses,
            files,
            defects);
    checkNames();
    checkNumber(
        TERMS,
        "terms",
        terms.size() + overrides.stream().mapToInt(tenant -> tenant.terms().size()).sum(),
        MOST_TERMS);
    checkNumber(TESTS, "tests", tests.size(), MOST_TESTS);
    stopAtDefects();
    String version = about.orElseThrow().text(number);
    TermLists termLists =
        made(TERMS, () -> new TermLists(about.orElseThrow().version(), files.hash(TERMS), terms));
    ProtectedPersons protectedPersons =
        made(
            PERSONS,
            () ->
                new ProtectedPersons(
                    persons.orElseThrow().version(),
                    files.hash(PERSONS),
                    persons.orElseThrow().persons()));
    Rewriter rewriter =
        made(
            "diversity.json",
            () -> new Rewriter(diversity.orElseThrow(), target, emphases, protectedPersons));
    List<NameList> nameLists = NameFiles.lists(about.orElseThrow().version(), names, files);
    defects.addAll(BroadEntries.in(termLists, protectedPersons));
    defects.addAll(PresetFile.refused(presets, termLists, protectedPersons));
    Map<Tenant, Tightening> tightenings = tightenings(about.orElseThrow().version(), tenants);
    stopAtDefects();
    return new PolicyBundle(
        version,
        source,
        manifest,
        new Decisions(
            version,
            manifest.hash(),
            new SignalReading(termLists, protectedPersons, nameLists, reader.orElseThrow()),
            policies.orElseThrow(),
            tightenings),
        rewriter,
        new BundleContents(
            List.copyOf(policies.orElseThrow().rules()),
            terms,
            persons.orElseThrow().persons(),
            thresholds.orElseThrow().checks(),
            thresholds.orElseThrow().stricter(),
            safetyChecker,
            uploads,
            imageClauses,
            licences,
            presets,
            overrides,
            tests));
  }

  private Map<Tenant, Tightening> tightenings(String version, List<TenantPart> tenants)
      throws InvalidBundleException {
    var tightenings = new HashMap<Tenant, Tightening>();
    for (TenantPart tenant : tenants) {
      Tightening tightening =
          made(tenant.folder() + TERMS, () -> tenant.tightening(version, files));
      defects.addAll(BroadEntries.in(tenant.folder(), tightening.terms()));
      tightenings.put(tenant.tenant(), tightening);
    }
    return tightenings;
  }

  /** What is made of one file; entries without a word show only now. */
  static <T> T made(String file, Supplier<T> maker) throws InvalidBundleException {
    try {
      return maker.get();
    } catch (IllegalArgumentException e) {
      throw new InvalidBundleException(List.of(Defect.of(file, e)));
    }
  }

  private void stopAtDefects() throws InvalidBundleException {
    if (!defects.isEmpty()) {
      throw new InvalidBundleException(defects);
    }
  }

  private Optional<CedarPolicies> policies() {
    Optional<String> schema = files.text(SCHEMA);
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
    files
        .texts(TERMS)
        .forEach((name, text) ->
            TermFile.read(name, text, defects).forEach(entry -> terms.add(entry.term())));
    return terms;
  }

  private List<BundleTest> tests(String licence) {
    var tests = new ArrayList<BundleTest>();
    files
        .names(TESTS)
        .forEach(
            file -> tests.addAll(TestFile.read(file, Optional.empty(), licence, files, defects)));
    if (tests.isEmpty() && defects.isEmpty()) {
      defects.add(Defect.of(TESTS, "a bundle needs at least one test"));
    }
    return tests;
  }

  private static Set<String> clauses(List<Licence> licences) {
    return licences.stream()
        .flatMap(licence -> licence.clauses().stream().map(licence::reference))
        .collect(Collectors.toSet());
  }

  /** Time and memory are bounded by the number of entries. */
  private void checkNumber(String file, String what, int number, int most) {
    if (number > most) {
      defects.add(Defect.of(file, "there are %d %s, and may be %d".formatted(number, what, most)));
    }
  }

  /** A file that nothing reads is a rule that somebody believes in and that does not hold. */
  private void checkNames() {
    for (String name : manifest.hashes().keySet()) {
      if (!FileName.isPlain(name)) {
        defects.add(Defect.of(name, "a file's name may have only letters, digits and . _ -"));
      }
    }
    for (String name : files.unread()) {
      if (!FOR_PEOPLE.contains(name)) {
        defects.add(Defect.of(name, "nothing in a bundle is read from a file of this name"));
      }
    }
  }
}
