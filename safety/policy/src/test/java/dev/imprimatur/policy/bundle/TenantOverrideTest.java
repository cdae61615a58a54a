package dev.imprimatur.policy.bundle;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

import dev.imprimatur.policy.decision.Decision;
import dev.imprimatur.policy.decision.Rule;
import dev.imprimatur.policy.decision.Tenant;
import dev.imprimatur.policy.defect.Defect;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** What the default bundle adds for schools, and additions that are none and so are refused. */
class TenantOverrideTest {
  private static final PolicyBundle BUNDLE = DefaultBundle.load();
  private static final String POLICIES = "tenants/schools/policies/classroom.cedar";
  private static final String TERMS = "tenants/schools/terms/illicit.txt";
  private static final String THRESHOLDS = "tenants/schools/thresholds.json";
  private static final String MORE = "tenants/schools/policies/more.cedar";

  @Test
  void decide_tenantsOwnRule_isForThatTenantAlone() {
    String prompt = "a cartoon pistol on a table";
    assertThat(answer(prompt, "schools")).hasToString("deny by schools/no-weapons");
    assertThat(Answer.of(BUNDLE.decide(DefaultBundle.request(prompt))))
        .hasToString("allow by generating-roles");
    assertThat(answer(prompt, "studio")).hasToString("allow by generating-roles");
  }

  @Test
  void decide_tenantsOwnTerm_countsForTheBundlesRulesToo() throws InvalidBundleException {
    PolicyBundle bundle = check(DefaultBundle.and(TERMS, "high chalk giraffe\n"));
    String prompt = "a chalk giraffe";
    assertThat(Answer.of(bundle.decide(DefaultBundle.request(prompt, "schools"))))
        .hasToString("deny by no-illicit-instructions");
    assertThat(DefaultBundle.refuses(bundle, prompt)).isFalse();
  }

  @Test
  void decide_tenantsOwnTerm_isFoundUnderTheTenantsName() {
    Decision decision = BUNDLE.decide(DefaultBundle.request("a glass of beer", "schools"));
    assertThat(decision.signals())
        .filteredOn(signal -> !signal.findings().isEmpty())
        .extracting(signal -> signal.name())
        .containsExactly("term-lists/schools");
  }

  @Test
  void rules_ofATenant_standAfterTheBundles() {
    List<String> all = ids(BUNDLE.rules(Optional.of(new Tenant("schools"))));
    assertThat(ids(BUNDLE.rules(Optional.empty())))
        .isEqualTo(ids(BUNDLE.contents().rules()))
        .noneMatch(id -> id.startsWith("schools/"));
    assertThat(all)
        .contains("schools/no-weapons")
        .startsWith(ids(BUNDLE.contents().rules()).getFirst());
    assertThat(ids(BUNDLE.rules(Optional.of(new Tenant("studio")))))
        .isEqualTo(ids(BUNDLE.contents().rules()));
  }

  @Test
  void thresholds_ofATenant_areTheLowerOnes() throws InvalidBundleException {
    PolicyBundle bundle =
        check(
            DefaultBundle.and(
                THRESHOLDS, "{\"checks\": {\"nsfw\": {\"porn\": 0.2}}, \"stricter\": {}}"));
    Optional<Tenant> schools = Optional.of(new Tenant("schools"));
    assertThat(bundle.imageThresholds(schools).get("nsfw"))
        .isEqualTo(Map.of("hentai", 0.8, "porn", 0.2, "sexy", 0.85));
    // Where the tenant is stricter as a rule, the obligation does not loosen it again.
    assertThat(bundle.stricterImageThresholds(schools).get("nsfw"))
        .isEqualTo(Map.of("hentai", 0.5, "porn", 0.2, "sexy", 0.6));
    assertThat(bundle.imageThresholds(Optional.empty()))
        .isEqualTo(bundle.contents().imageThresholds());
    assertThat(bundle.imageThresholds(Optional.of(new Tenant("studio"))))
        .isEqualTo(bundle.contents().imageThresholds());
  }

  @Test
  void hash_tenantsFile_belongsToTheBundle() throws InvalidBundleException {
    assertThat(check(DefaultBundle.and("tenants/schools/tenant.json", "{\"title\": \"S\"}")).hash())
        .isNotEqualTo(BUNDLE.hash());
  }

  @Test
  void load_permission_isRefused() {
    assertThat(
            defects(
                DefaultBundle.and(
                    MORE,
                    """

                    @id("schools/all") @message("x")
                    permit (principal, action == Action::"generate", resource);
                    @id("schools/any") @message("x")
                    permit (principal, action, resource) when { context.steps < 5 };
                    """)))
        .containsExactly(
            MORE
                + ", line 2: policy schools/all permits, and what a tenant adds can only forbid or"
                + " demand an @obligation",
            MORE
                + ", line 4: policy schools/any permits, and what a tenant adds can only forbid or"
                + " demand an @obligation");
  }

  /** An obligation on "generate" would be a permission that goes by another name. */
  @ParameterizedTest
  @ValueSource(
      strings = {
        "action == Action::\"generate\"",
        "action",
        "action in [Action::\"escalate\", Action::\"generate\"]"
      })
  void load_obligationThatPermits_isRefused(String scope) {
    assertThat(
            defects(
                DefaultBundle.and(
                    MORE,
                    "@id(\"schools/x\") @obligation(\"review\") @message(\"x\") permit (principal, "
                        + scope
                        + ", resource);")))
        .containsExactly(
            MORE
                + ", line 1: policy schools/x demands an obligation and so must be for action =="
                + " Action::\"escalate\"");
  }

  /** Among those that demand something, it would silence the bundle's demands. */
  @Test
  void load_prohibitionOfDemands_isRefused() {
    assertThat(
            defects(
                DefaultBundle.and(
                    MORE,
                    "@id(\"schools/x\") @code(\"x\") @message(\"x\") forbid (principal, action =="
                        + " Action::\"escalate\", resource);")))
        .containsExactly(
            MORE
                + ", line 1: policy schools/x forbids and so must be for action =="
                + " Action::\"generate\"");
  }

  @Test
  void load_idThatIsNotTheTenants_isRefused() {
    assertThat(defects(DefaultBundle.with(POLICIES, "schools/no-weapons", "no-hate")))
        .containsExactly(
            POLICIES + ", line 3: policy no-hate needs an @id that begins with schools/");
    assertThat(defects(DefaultBundle.with(POLICIES, "schools/no-weapons", "schools/")))
        .containsExactly(
            POLICIES + ", line 3: policy schools/ needs an @id that begins with schools/");
  }

  @Test
  void load_idOfThePoliciesOfTheBundle_isRefused() {
    Map<String, byte[]> files =
        DefaultBundle.with("policies/limits.cedar", "@id(\"steps\")", "@id(\"schools/steps\")");
    files.put(
        MORE,
        bytes(
            "@id(\"schools/steps\") @code(\"x\") @message(\"x\") forbid (principal, action =="
                + " Action::\"generate\", resource) when { context.steps > 900 };"));
    assertThat(defects(files))
        .containsExactly(
            MORE
                + ", line 1: policy schools/steps has the id of the one in policies/limits.cedar,"
                + " line 8");
  }

  @Test
  void load_clauseThatNoLicenceHas_isRefused() {
    assertThat(
            defects(
                DefaultBundle.with(
                    POLICIES,
                    "@code(\"tenant_weapons\")",
                    "@code(\"x\") @licence(\"house-rules#H99\")")))
        .containsExactly(
            POLICIES
                + ", line 3: policy schools/no-weapons: no licence of the bundle has the clause"
                + " house-rules#H99");
  }

  @Test
  void load_higherThreshold_isRefusedWithItsLine() {
    assertThat(defects(DefaultBundle.with(THRESHOLDS, "\"porn\": 0.4", "\n\"porn\": 0.9")))
        .containsExactly(
            THRESHOLDS
                + ", line 4: the threshold of nsfw/porn is 0.9, above the bundle's 0.7; a tenant's"
                + " can only be lower");
    assertThat(defects(DefaultBundle.with(THRESHOLDS, "\"sexy\": 0.4", "\"sexy\": 0.61")))
        .containsExactly(
            THRESHOLDS
                + ", line 6: the threshold of nsfw/sexy is 0.61, above the bundle's 0.6; a tenant's"
                + " can only be lower");
  }

  @Test
  void load_thresholdThatIsNone_isRefused() {
    assertThat(defects(DefaultBundle.with(THRESHOLDS, "\"porn\": 0.4", "\"porn\": 0")))
        .containsExactly(THRESHOLDS + ", line 3: the threshold of nsfw/porn must be above 0");
    assertThat(defects(DefaultBundle.with(THRESHOLDS, "\"porn\": 0.4", "\"gore\": 0.4")))
        .containsExactly(THRESHOLDS + ", line 3: the bundle has no threshold of nsfw/gore");
    assertThat(defects(DefaultBundle.and(THRESHOLDS, "{\"checks\": {\"nsfw\": {\"porn\": null}}}")))
        .isNotEmpty();
  }

  @Test
  void load_termThatTheBundleListsAsGravely_isRefusedWithItsLine() {
    assertThat(defects(DefaultBundle.and(TERMS, "# softer\nlow Fake Passport\n")))
        .containsExactly(
            TERMS
                + ", line 2: the bundle lists \"Fake Passport\" as high already; a tenant can only"
                + " raise it");
  }

  @Test
  void load_termRaised_isTaken() throws InvalidBundleException {
    assertThat(check(DefaultBundle.and(TERMS, "high forged signature\n")).contents().tenants())
        .singleElement()
        .satisfies(tenant -> assertThat(tenant.terms()).isNotEmpty());
  }

  @Test
  void load_termOfEverydayLanguage_isRefusedWithItsCount() {
    assertThat(defects(DefaultBundle.and(TERMS, "high red\n")))
        .singleElement()
        .asString()
        .startsWith(TERMS + ": the term \"red\" would block ");
  }

  @Test
  void load_rulesWithoutTest_areRefused() {
    Map<String, byte[]> files = DefaultBundle.files();
    files.remove("tenants/schools/tests/decisions.json");
    assertThat(defects(files))
        .containsExactly("tenants/schools/tests/: a tenant with rules needs at least one test");
  }

  @ParameterizedTest
  @ValueSource(strings = {"Schools", "2schools", "a.b", "a234567890123456789012345678901234"})
  void load_idThatIsNone_isRefused(String id) {
    assertThat(defects(DefaultBundle.and("tenants/" + id + "/tenant.json", "{\"title\": \"x\"}")))
        .contains(
            "tenants/"
                + id
                + "/: a tenant's id must be a lower-case letter, then up to 31 lower-case letters,"
                + " digits and hyphens");
  }

  /** Whoever puts a part of a bundle there believes that a tenant has one of its own. */
  @ParameterizedTest
  @ValueSource(strings = {"schema.cedarschema", "persons.json", "names/brand.txt", "bundle.json"})
  void load_partThatNoTenantHas_isRefused(String file) {
    assertThat(defects(DefaultBundle.and("tenants/schools/" + file, "{}")))
        .containsExactly(
            "tenants/schools/" + file + ": nothing in a bundle is read from a file of this name");
  }

  @Test
  void load_tenantWithoutTitle_isRefused() {
    assertThat(defects(DefaultBundle.and("tenants/schools/tenant.json", "{\"title\": \" \"}")))
        .containsExactly(
            "tenants/schools/tenant.json, line 1: a tenant's title must have 1 to 80 characters");
    Map<String, byte[]> files = DefaultBundle.files();
    files.remove("tenants/schools/tenant.json");
    assertThat(defects(files)).containsExactly("tenants/schools/tenant.json: the file is missing");
  }

  @Test
  void load_tooManyTenants_areRefused() {
    Map<String, byte[]> files = DefaultBundle.files();
    for (int number = 0; number < 50; number++) {
      files.put("tenants/t" + number + "/tenant.json", bytes("{\"title\": \"x\"}"));
    }
    assertThat(defects(files)).contains("tenants/: there are 51 tenants, and may be 50");
  }

  @Test
  void load_tooManyPoliciesOfTenants_areRefused() {
    Map<String, byte[]> files = DefaultBundle.files();
    for (int tenant = 0; tenant < 3; tenant++) {
      var text = new StringBuilder();
      for (int number = 0; number < 250; number++) {
        text.append(
            ("@id(\"t%1$d/%2$d\") @code(\"x\") @message(\"x\") forbid (principal, action =="
                    + " Action::\"generate\", resource) when { context.steps > %2$d };\n")
                .formatted(tenant, 1_000 + number));
      }
      files.put("tenants/t" + tenant + "/tenant.json", bytes("{\"title\": \"x\"}"));
      files.put("tenants/t" + tenant + "/policies/all.cedar", bytes(text.toString()));
    }
    assertThat(defects(files)).contains("tenants/: tenants have more than 500 policies together");
  }

  /** Time grows with the length of the lists, not with its square. */
  @Test
  void load_longListsOfATenant_areChecked() {
    var base = new StringBuilder();
    var own = new StringBuilder();
    for (int number = 0; number < 9_000; number++) {
      base.append("high zig").append(number).append("zag\n");
      own.append("low ZIG").append(number).append("zag\n");
    }
    Map<String, byte[]> files = DefaultBundle.and("terms/illicit.txt", base.toString());
    files.put(TERMS, bytes(own.toString()));
    assertThat(defects(files)).hasSize(9_000);
    var scores = new StringBuilder("{\"checks\": {\"nsfw\": {\"x\": 1");
    for (int number = 0; number < 9_000; number++) {
      scores.append(",\n\"x").append(number).append("\": 1");
    }
    assertThat(defects(DefaultBundle.and(THRESHOLDS, scores + "}}, \"stricter\": {}}")))
        .hasSize(9_001)
        .last()
        .isEqualTo(THRESHOLDS + ", line 9001: the bundle has no threshold of nsfw/x8999");
  }

  @Test
  void load_brokenPolicyOfATenant_isRefusedWithItsLine() {
    assertThat(defects(DefaultBundle.and(MORE, "\nforbid whatever;")))
        .containsExactly(MORE + ", line 2: unexpected token `whatever`");
    assertThat(defects(DefaultBundle.with(POLICIES, "context.mentions", "context.mentoins")))
        .singleElement()
        .asString()
        .startsWith(POLICIES + ", line 19: policy schools/brands-and-artists: ");
  }

  private static Answer answer(String prompt, String tenant) {
    return Answer.of(BUNDLE.decide(DefaultBundle.request(prompt, tenant)));
  }

  private static List<String> ids(List<Rule> rules) {
    return rules.stream().map(Rule::id).toList();
  }

  private static PolicyBundle check(Map<String, byte[]> files) throws InvalidBundleException {
    return PolicyBundle.check(BundleFiles.of(files));
  }

  private static List<String> defects(Map<String, byte[]> files) {
    return catchThrowableOfType(InvalidBundleException.class, () -> check(files)).defects().stream()
        .map(Defect::toString)
        .toList();
  }

  private static byte[] bytes(String text) {
    return text.getBytes(StandardCharsets.UTF_8);
  }
}
