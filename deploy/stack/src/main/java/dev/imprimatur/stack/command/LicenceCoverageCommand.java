package dev.imprimatur.stack.command;

import dev.imprimatur.policy.bundle.PolicyBundle;
import dev.imprimatur.policy.coverage.ClauseCoverage;
import dev.imprimatur.policy.coverage.LicenceCoverage;
import dev.imprimatur.policy.licence.Attestation;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.Callable;
import java.util.stream.Stream;
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
      "Prints what stands behind the clauses of the licences.",
      "For each clause these are the policies, the lists and image checks they stand on and the",
      "tests that show it, or who answers for it where no rule can check it.",
      "Exits with 0 if every clause has a policy that can speak and a test that holds, or somebody",
      "who answers for it, with 1 and the gaps if not."
    })
@SuppressWarnings("NullAway.Init") // The command line fills the fields.
public final class LicenceCoverageCommand implements Callable<Integer> {
  private static final String ROW = "%-8s %-34s %-38s %s";
  private static final String CHECK = "image check ";

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
    attestations(coverage, lines);
    if (uncovered.isEmpty()) {
      lines.say(
          coverage.attestedOnly().isEmpty()
              ? "All %d clauses are enforced and tested.".formatted(coverage.clauses().size())
              : "All %d clauses are covered, %d of them by an attestation alone."
                  .formatted(coverage.clauses().size(), coverage.attestedOnly().size()));
      return 0;
    }
    lines.say(
        "%d of %d clauses lack something:".formatted(uncovered.size(), coverage.clauses().size()));
    for (ClauseCoverage clause : uncovered) {
      clause
          .gaps()
          .forEach(gap ->
              lines.say("  %s#%s: %s".formatted(clause.licence(), clause.clause().number(), gap)));
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
    List<String> policies = clause.rules().policies();
    List<String> basis =
        Stream.concat(
                clause.rules().lists().stream(),
                clause.rules().imageChecks().stream().map(CHECK::concat))
            .toList();
    String number = clause.clause().number();
    if (policies.isEmpty() && clause.attestation().isPresent()) {
      lines.say(ROW.formatted(number, "none, attested", at(basis, 0), "none"));
      return;
    }
    int tests = clause.rules().tests().size();
    for (int row = 0; row < Math.max(1, Math.max(policies.size(), basis.size())); row++) {
      lines.say(
          ROW.formatted(
              row == 0 ? number : "",
              at(policies, row),
              at(basis, row),
              row == 0 ? (tests == 0 ? "none" : tests) : ""));
    }
  }

  private static void attestations(LicenceCoverage coverage, Lines lines) {
    List<ClauseCoverage> attested =
        coverage.clauses().stream().filter(clause -> clause.attestation().isPresent()).toList();
    if (!attested.isEmpty()) {
      lines.say("Attested:");
    }
    for (ClauseCoverage clause : attested) {
      lines.say(
          "  %s#%s %s"
              .formatted(
                  clause.licence(),
                  clause.clause().number(),
                  who(clause.attestation().orElseThrow())));
    }
  }

  private static String who(Attestation attestation) {
    return switch (attestation) {
      case Attestation.OfUser(String statement) ->
          "by each user who accepts the licence: " + statement;
      case Attestation.OfOperator(String statement, int days) ->
          "by the operator, every %d days: %s".formatted(days, statement);
    };
  }

  private static String at(List<String> names, int row) {
    return row < names.size() ? names.get(row) : row == 0 ? "none" : "";
  }
}
