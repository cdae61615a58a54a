package dev.imprimatur.policy.bundle;

import com.fasterxml.jackson.core.type.TypeReference;
import dev.imprimatur.policy.decision.ModelReference;
import dev.imprimatur.policy.decision.Phase;
import dev.imprimatur.policy.decision.PolicyRequest;
import dev.imprimatur.policy.decision.Principal;
import dev.imprimatur.policy.decision.RewritingChoice;
import dev.imprimatur.policy.decision.StartKind;
import dev.imprimatur.policy.decision.Tenant;
import dev.imprimatur.policy.defect.Defect;
import dev.imprimatur.policy.prompt.PromptNormaliser;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/** Reads a file of tests: a list of requests, each with the decision that is expected. */
final class TestFile {
  private static final PromptNormaliser NORMALISER = new PromptNormaliser();

  private TestFile() {}

  /**
   * @param tenant to whom those who ask belong, if to any
   * @param licence under which models are used where a test names none
   */
  static List<BundleTest> read(
      String file,
      Optional<Tenant> tenant,
      String licence,
      PartReader files,
      List<Defect> defects) {
    var tests = new ArrayList<BundleTest>();
    Set<String> names = new HashSet<>();
    List<Case> cases = files.listWithOmissions(file, new TypeReference<List<Case>>() {});
    for (int number = 1; number <= cases.size(); number++) {
      try {
        BundleTest test = test(file, tenant, licence, cases.get(number - 1));
        if (!names.add(test.name())) {
          throw new IllegalArgumentException("the name is that of another test");
        }
        tests.add(test);
      } catch (IllegalArgumentException e) {
        defects.add(Defect.of(file, "test " + number + ": " + e.getMessage()));
      }
    }
    return tests;
  }

  private static BundleTest test(String file, Optional<Tenant> tenant, String licence, Case test) {
    if (test.name == null || test.prompt == null || test.expect == null) {
      throw new IllegalArgumentException("a test needs a name, a prompt and what to expect");
    }
    return new BundleTest(
        file,
        test.name,
        test.request(test.prompt, tenant, licence),
        Answer.of(allowed(test.expect), test.policies == null ? List.of() : test.policies));
  }

  private static boolean allowed(String expect) {
    return switch (expect) {
      case "allow" -> true;
      case "deny" -> false;
      default -> throw new IllegalArgumentException("expect must be allow or deny");
    };
  }

  private record Case(
      @Nullable String name,
      @Nullable List<String> roles,
      @Nullable String prompt,
      @Nullable String negativePrompt,
      @Nullable String model,
      @Nullable String licence,
      @Nullable Integer width,
      @Nullable Integer height,
      @Nullable Integer steps,
      @Nullable Integer count,
      @Nullable Double guidanceScale,
      @Nullable String start,
      @Nullable String phase,
      @Nullable String rewriting,
      @Nullable String justification,
      @Nullable String expect,
      @Nullable List<String> policies) {

    PolicyRequest request(String text, Optional<Tenant> tenant, String usualLicence) {
      return new PolicyRequest(
          new Principal("test", roles == null ? Set.of() : Set.copyOf(roles), tenant),
          new ModelReference(or(model, "cartoon"), or(licence, usualLicence)),
          NORMALISER.normalise(text),
          NORMALISER.normalise(or(negativePrompt, "")),
          or(width, 256),
          or(height, 256),
          or(steps, 20),
          or(count, 1),
          or(guidanceScale, 5.0),
          choice(StartKind.class, "start", or(start, "noise")),
          choice(Phase.class, "phase", or(phase, "original")),
          choice(RewritingChoice.class, "rewriting", or(rewriting, "accept")),
          Optional.ofNullable(justification));
    }

    private static <T> T or(@Nullable T value, T otherwise) {
      return value == null ? otherwise : value;
    }

    private static <E extends Enum<E>> E choice(Class<E> type, String member, String name) {
      for (E constant : type.getEnumConstants()) {
        if (constant.name().toLowerCase(Locale.ROOT).equals(name)) {
          return constant;
        }
      }
      throw new IllegalArgumentException(member + " cannot be \"" + name + "\"");
    }
  }
}
