package dev.imprimatur.policy.decision;

import static org.assertj.core.api.Assertions.assertThat;

import dev.imprimatur.policy.bundle.BundleFiles;
import dev.imprimatur.policy.bundle.BundleTest;
import dev.imprimatur.policy.bundle.DefaultBundle;
import dev.imprimatur.policy.bundle.InvalidBundleException;
import dev.imprimatur.policy.bundle.PolicyBundle;
import dev.imprimatur.policy.bundle.TenantOverride;
import dev.imprimatur.policy.prompt.PromptNormaliser;
import dev.imprimatur.policy.rehearsal.Rehearsal;
import dev.imprimatur.policy.rehearsal.Ruling;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Random;
import java.util.Set;
import java.util.TreeSet;
import org.junit.jupiter.api.Test;

/**
 * No tenant may ever do what somebody without one may not: over the default bundle's own test
 * requests, and over random requests under random additions, beside policies of the bundle that are
 * made to be tricked by them.
 */
class TighteningTest {
  private static final String LINE =
      "@id(\"%s\") @message(\"x\") %s (principal, action == Action::"
          + "\"%s\", resource) when { %s };%n";

  private static final Tenant SCHOOLS = new Tenant("schools");

  /** Each of these would loosen if it were shown a tenant's terms in place of the bundle's. */
  private static final String TRICKED =
      """
      @id("only-listed") @licence("house-rules#H1") @code("x") @message("x")
      forbid (principal, action == Action::"generate", resource)
      when { context.steps > 40 } unless { context.terms.contains("illicit:low") };
      @id("listed-are-welcome") @licence("house-rules#H1") @message("x")
      permit (principal, action == Action::"generate", resource)
      when { principal in Role::"auditor" && context.terms.contains("illicit:low") };
      @id("unlisted-are-reviewed") @licence("house-rules#H1") @message("x") @obligation("review")
      permit (principal, action == Action::"escalate", resource)
      when { context.count > 2 && context.terms.isEmpty() };
      @id("not-as-typed") @licence("house-rules#H1") @code("x") @message("x")
      forbid (principal, action == Action::"generate", resource)
      when { context.phase == "rewritten" && context.terms.contains("hate:low") };
      """;

  private static final List<String> WORDS =
      List.of(
          "a doctor",
          "a nurse",
          "beer",
          "a pistol",
          "a cat",
          "disney",
          "gore",
          "naked",
          "kіttеn",
          "taylor swift",
          "wine",
          "a red house",
          "passport of john miller",
          "in Paris",
          "humiliating",
          "massacre",
          "кошка",
          "dosage chart for insulin",
          "a child",
          "cigarette");

  private static final List<String> CONDITIONS =
      List.of(
          "context.steps > 20",
          "context.count > 1",
          "context.terms.contains(\"illicit:low\")",
          "!context.terms.isEmpty()",
          "context.mentions.containsAny([\"brand\", \"minor\"])",
          "context.width * context.width * 1000000000000 * context.height > 0",
          "context.phase == \"rewritten\"",
          "context.rewriting == \"decline\"",
          "principal in Role::\"api-team\"",
          "context.signals.isEmpty()");

  @Test
  void decide_testsOfTheBundle_areNeverMorePermissiveForATenant() {
    PolicyBundle bundle = DefaultBundle.load();
    int tighter = 0;
    for (BundleTest test : bundle.contents().tests()) {
      for (TenantOverride tenant : bundle.contents().tenants()) {
        tighter += compare(bundle, test.request(), tenant.tenant());
      }
    }
    assertThat(tighter).isGreaterThan(3);
  }

  @Test
  void decide_randomRequestsUnderRandomAdditions_areNeverMorePermissive()
      throws InvalidBundleException {
    var random = new Random(20_260);
    int tighter = 0;
    for (int round = 0; round < 5; round++) {
      PolicyBundle bundle = tricked(policies(random));
      for (int number = 0; number < 60; number++) {
        tighter += compare(bundle, request(random), SCHOOLS);
      }
    }
    assertThat(tighter).isBetween(60, 295);
  }

  @Test
  void decide_policyThatIsShownTheTenantsTerm_doesNotPermitForIt() throws InvalidBundleException {
    PolicyBundle bundle = tricked("");
    PolicyRequest request = with("a glass of beer", Set.of("portal-user"), 45, 1);
    assertThat(ids(bundle.decide(request))).containsExactly("only-listed");
    assertThat(ids(bundle.decide(of(request, SCHOOLS))))
        .containsExactly("only-listed", "schools/no-alcohol");
    PolicyRequest auditor = with("a glass of beer", Set.of("auditor"), 20, 1);
    assertThat(bundle.decide(of(auditor, SCHOOLS))).isInstanceOf(Decision.Denied.class);
  }

  @Test
  void decide_policyThatIsShownTheTenantsTerm_stillDemands() throws InvalidBundleException {
    PolicyBundle bundle = tricked("");
    PolicyRequest request = with("a red house in Paris", Set.of("portal-user"), 20, 3);
    assertThat(demands(bundle.decide(request))).containsExactly("unlisted-are-reviewed");
    assertThat(demands(bundle.decide(of(request, SCHOOLS))))
        .containsExactly("unlisted-are-reviewed", "schools/careful-pictures");
  }

  /** Without the demand, the words as typed would be drawn, and they are forbidden then. */
  @Test
  void judge_demandForRewriting_doesNotPermitWhatItReplaces() throws InvalidBundleException {
    PolicyBundle bundle =
        tricked(
            LINE.formatted("schools/r\") @obligation(\"rewriting", "permit", "escalate", "true"));
    PolicyRequest request = declining(with("a doctor", Set.of("portal-user"), 20, 1));
    assertThat(new Rehearsal(bundle).judge(request, 7).policies()).containsExactly("not-as-typed");
    assertThat(new Rehearsal(bundle).judge(of(request, SCHOOLS), 7).policies())
        .containsExactly("not-as-typed");
    assertThat(
            new Rehearsal(bundle)
                .judge(with("a doctor", Set.of("portal-user"), 20, 1), 7)
                .allowed())
        .isTrue();
  }

  /** The default bundle with policies that terms trick, and with these more for schools. */
  private static PolicyBundle tricked(String policies) throws InvalidBundleException {
    Map<String, byte[]> files =
        DefaultBundle.with("terms/hate.txt", "# Other", "low a doctor\n# Other");
    files.put("policies/tricked.cedar", TRICKED.getBytes(StandardCharsets.UTF_8));
    put(files, "policies/more.cedar", policies);
    put(files, "terms/hate.txt", "medium a cat\nlow in paris\n");
    return PolicyBundle.check(BundleFiles.of(files));
  }

  /** How much tighter: 0 or 1. */
  private static int compare(PolicyBundle bundle, PolicyRequest request, Tenant tenant) {
    PolicyRequest free = of(request, null);
    PolicyRequest bound = of(request, tenant);
    Decision base = bundle.decide(free);
    Decision own = bundle.decide(bound);
    assertThat(isAtLeast(own, base)).as("%s for %s", base, tenant).isTrue();
    var rehearsal = new Rehearsal(bundle);
    Ruling before = rehearsal.judge(free, 7);
    Ruling after = rehearsal.judge(bound, 7);
    assertThat(!after.allowed() || before.allowed()).as("%s -> %s", before, after).isTrue();
    assertThat(!after.allowed() || after.obligations().containsAll(before.obligations()))
        .as("%s -> %s", before, after)
        .isTrue();
    return before.equals(after) ? 0 : 1;
  }

  /** Denied is more than allowed with obligations, and that the more, the more there are. */
  private static boolean isAtLeast(Decision own, Decision base) {
    return switch (own) {
      case Decision.Denied denied ->
          base instanceof Decision.Allowed || ids(denied).containsAll(ids(base));
      case Decision.Allowed allowed ->
          base instanceof Decision.Allowed other
              && allowed.obligations().containsAll(other.obligations());
    };
  }

  private static List<String> demands(Decision decision) {
    return ((Decision.Allowed) decision)
        .obligations().stream().map(obligation -> obligation.policy().id()).toList();
  }

  private static List<String> ids(Decision decision) {
    return decision.policies().stream().map(DeterminingPolicy::id).toList();
  }

  private static String policies(Random random) {
    var text = new StringBuilder();
    List<String> obligations = List.of("rewriting", "stricter-images", "review");
    for (int number = 0; number < 4; number++) {
      String id = "schools/random-" + number;
      String condition =
          any(CONDITIONS, random)
              + (random.nextBoolean() ? " && " : " || ")
              + any(CONDITIONS, random);
      text.append(
          random.nextInt(3) == 0
              ? LINE.formatted(id + "\") @code(\"x", "forbid", "generate", condition)
              : LINE.formatted(
                  id + "\") @obligation(\"" + any(obligations, random),
                  "permit",
                  "escalate",
                  condition));
    }
    return text.toString();
  }

  private static PolicyRequest request(Random random) {
    var words = new ArrayList<String>();
    for (int number = 0; number <= random.nextInt(3); number++) {
      words.add(any(WORDS, random));
    }
    Set<String> roles = new TreeSet<>(Set.of(any(List.of("portal-user", "auditor"), random)));
    if (random.nextBoolean()) {
      roles.add("api-team");
    }
    PolicyRequest request =
        with(String.join(" and ", words), roles, 10 + random.nextInt(45), 1 + random.nextInt(5));
    return random.nextBoolean() ? request : declining(request);
  }

  private static PolicyRequest declining(PolicyRequest request) {
    return new PolicyRequest(
        request.principal(),
        request.model(),
        request.prompt(),
        request.negativePrompt(),
        request.width(),
        request.height(),
        request.steps(),
        request.count(),
        request.guidanceScale(),
        request.start(),
        Phase.ORIGINAL,
        RewritingChoice.DECLINE,
        Optional.of("our own staff, all of them"));
  }

  private static <T> T any(List<T> list, Random random) {
    return list.get(random.nextInt(list.size()));
  }

  private static PolicyRequest with(String prompt, Set<String> roles, int steps, int count) {
    var normaliser = new PromptNormaliser();
    return new PolicyRequest(
        new Principal("p", roles),
        new ModelReference("cartoon", "imprimatur-cartoon-1"),
        normaliser.normalise(prompt),
        normaliser.normalise(""),
        256,
        256,
        steps,
        count,
        5,
        StartKind.NOISE,
        Phase.ORIGINAL,
        RewritingChoice.ACCEPT,
        Optional.empty());
  }

  private static PolicyRequest of(PolicyRequest request, Tenant tenant) {
    return new PolicyRequest(
        new Principal(
            request.principal().id(), request.principal().roles(), Optional.ofNullable(tenant)),
        request.model(),
        request.prompt(),
        request.negativePrompt(),
        request.width(),
        request.height(),
        request.steps(),
        request.count(),
        request.guidanceScale(),
        request.start(),
        request.phase(),
        request.choice(),
        request.justification());
  }

  private static void put(Map<String, byte[]> files, String name, String content) {
    files.put("tenants/schools/" + name, content.getBytes(StandardCharsets.UTF_8));
  }
}
