package dev.imprimatur.policy.coverage;

import java.util.List;

/**
 * What stands behind one clause of a licence.
 *
 * @param licence its id
 * @param clause its number, for example {@code R3}
 * @param policies the ids of those that enforce it
 * @param deadPolicies those of them that nothing can make speak, for want of list entries
 * @param lists the files whose entries make them speak
 * @param tests names of tests that hold and in which one of them speaks
 */
public record ClauseCoverage(
    String licence,
    String clause,
    List<String> policies,
    List<String> deadPolicies,
    List<String> lists,
    List<String> tests) {
  public ClauseCoverage {
    policies = List.copyOf(policies);
    deadPolicies = List.copyOf(deadPolicies);
    lists = List.copyOf(lists);
    tests = List.copyOf(tests);
  }

  /** What is missing, one sentence each; empty if the clause is enforced and tested. */
  public List<String> gaps() {
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

  /** Whether a live policy enforces the clause and a test shows it. */
  public boolean covered() {
    return gaps().isEmpty();
  }
}
