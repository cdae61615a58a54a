package dev.imprimatur.stack.command;

import dev.imprimatur.policy.bundle.PolicyBundle;
import dev.imprimatur.policy.coverage.ClauseCoverage;
import dev.imprimatur.policy.coverage.LicenceCoverage;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.Callable;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Parameters;
import picocli.CommandLine.Spec;

/** Prints which clause of which licence is enforced by what. */
@Command(
    name = "coverage",
    mixinStandardHelpOptions = true,
    description = {
      "Prints what enforces the clauses of the licences.",
      "For each clause these are the policies, the lists they read and the tests that show it.",
      "Exits with 0 if every clause has a policy that can speak and a test that holds, with 1 and",
      "the gaps if not."
    })
@SuppressWarnings("NullAway.Init") // The command line fills the fields.
public final class LicenceCoverageCommand implements Callable<Integer> {
  private static final String ROW = "%-8s %-34s %-38s %s";

  @Parameters(
      arity = "0..1",
      paramLabel = "FOLDER",
      description = "The bundle's folder; this installation's unless given.")
  private @Nullable Path folder;

  @Spec private CommandSpec spec;

  @Override
  public Integer call() {
    var lines = new Lines(spec.commandLine().getOut());
    Optional<PolicyBundle> bundle = BundleFolder.of(folder).load(lines);
    if (bundle.isEmpty()) {
      return 1;
    }
    LicenceCoverage coverage = LicenceCoverage.of(bundle.get());
    table(coverage.clauses(), lines);
    List<ClauseCoverage> uncovered = coverage.uncovered();
    if (uncovered.isEmpty()) {
      lines.say("All %d clauses are enforced and tested.".formatted(coverage.clauses().size()));
      return 0;
    }
    lines.say(
        "%d of %d clauses lack something:".formatted(uncovered.size(), coverage.clauses().size()));
    for (ClauseCoverage clause : uncovered) {
      clause
          .gaps()
          .forEach(
              gap -> lines.say("  %s#%s: %s".formatted(clause.licence(), clause.clause(), gap)));
    }
    return 1;
  }

  private static void table(List<ClauseCoverage> clauses, Lines lines) {
    String licence = "";
    for (ClauseCoverage clause : clauses) {
      if (!clause.licence().equals(licence)) {
        licence = clause.licence();
        lines.say(licence);
        lines.say(ROW.formatted("Clause", "Policies", "Lists", "Tests"));
      }
      rows(clause, lines);
    }
  }

  /** One name a row, so that a table of many stays narrow enough to read. */
  private static void rows(ClauseCoverage clause, Lines lines) {
    int rows = Math.max(1, Math.max(clause.policies().size(), clause.lists().size()));
    for (int row = 0; row < rows; row++) {
      lines.say(
          ROW.formatted(
              row == 0 ? clause.clause() : "",
              at(clause.policies(), row),
              at(clause.lists(), row),
              row == 0 ? (clause.tests().isEmpty() ? "none" : clause.tests().size()) : ""));
    }
  }

  private static String at(List<String> names, int row) {
    return row < names.size() ? names.get(row) : row == 0 ? "none" : "";
  }
}
