package dev.imprimatur.policy.coverage;

import dev.imprimatur.policy.licence.Attestation;
import java.util.List;

/** One thing that stands behind a clause. */
public sealed interface Cover {
  /**
   * The machine checks it, before or after drawing.
   *
   * @param policies the ids of those that enforce it
   * @param deadPolicies those of them that nothing can make speak, for want of list entries
   * @param lists the files whose entries make them speak
   * @param imageChecks that each picture must pass for it
   * @param tests names of tests that hold and in which one of the policies speaks
   */
  record Rules(
      List<String> policies,
      List<String> deadPolicies,
      List<String> lists,
      List<String> imageChecks,
      List<String> tests)
      implements Cover {
    public Rules {
      policies = List.copyOf(policies);
      deadPolicies = List.copyOf(deadPolicies);
      lists = List.copyOf(lists);
      imageChecks = List.copyOf(imageChecks);
      tests = List.copyOf(tests);
    }

    /** What is missing, one sentence each. */
    List<String> gaps() {
      if (policies.isEmpty()) {
        return List.of("no policy enforces it");
      }
      if (policies.size() == deadPolicies.size()) {
        return List.of(
            "nothing can make its policies speak, the lists they read are empty: "
                + String.join(", ", deadPolicies));
      }
      return tests.isEmpty()
          ? List.of("no test that holds shows its policies at work: " + String.join(", ", policies))
          : List.of();
    }
  }

  /** Nothing checks it; somebody answers for it. */
  record Attested(Attestation attestation) implements Cover {}
}
