package dev.imprimatur.stack.command;

import dev.imprimatur.policy.bundle.PolicyBundle;
import dev.imprimatur.policy.comparison.BundleDiff;
import dev.imprimatur.policy.comparison.Changes;
import dev.imprimatur.policy.comparison.DecisionChange;
import java.nio.file.Path;
import java.util.Optional;
import java.util.concurrent.Callable;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Parameters;
import picocli.CommandLine.Spec;

/** Compares two bundles. */
@Command(
    name = "diff",
    mixinStandardHelpOptions = true,
    description = {
      "Tells what changes from one bundle to another.",
      "These are files, policies, terms, persons, thresholds, presets, those that are added for",
      "tenants, and the decisions on the requests of both bundles' tests.",
      "Exits with 0 if the bundles are the same, with 1 if they differ or one cannot be used."
    })
@SuppressWarnings("NullAway.Init") // The command line fills the fields.
public final class PolicyDiffCommand implements Callable<Integer> {
  @Parameters(index = "0", paramLabel = "FROM", description = "The first bundle's folder.")
  private Path from;

  @Parameters(
      index = "1",
      arity = "0..1",
      paramLabel = "TO",
      description = "The second bundle's folder; this installation's unless given.")
  private @Nullable Path to;

  @Spec private CommandSpec spec;

  @Override
  public Integer call() {
    var lines = new Lines(spec.commandLine().getOut());
    Optional<PolicyBundle> first = BundleFolder.of(from).load(lines);
    Optional<PolicyBundle> second = BundleFolder.of(to).load(lines);
    if (first.isEmpty() || second.isEmpty()) {
      return 1;
    }
    BundleDiff diff = BundleDiff.between(first.get(), second.get());
    if (diff.isEmpty()) {
      lines.say("The bundles are the same.");
      return 0;
    }
    tell(diff, lines);
    return 1;
  }

  private static void tell(BundleDiff diff, Lines lines) {
    section("Files", diff.files(), lines);
    section("Policies", diff.policies(), lines);
    section("Terms", diff.terms(), lines);
    section("Persons", diff.persons(), lines);
    section("Thresholds", diff.thresholds(), lines);
    section("Presets", diff.presets(), lines);
    section("Tenants", diff.tenants(), lines);
    if (diff.decisions().isEmpty()) {
      lines.say("No decision on the tests' requests changes.");
      return;
    }
    lines.say("Decisions on the tests' requests");
    for (DecisionChange change : diff.decisions()) {
      lines.say("  \"%s\": %s -> %s".formatted(change.test().name(), change.from(), change.to()));
    }
  }

  private static void section(String title, Changes changes, Lines lines) {
    if (!changes.isEmpty()) {
      lines.say(title);
      changes.added().forEach(name -> lines.say("  + %s".formatted(name)));
      changes.removed().forEach(name -> lines.say("  - %s".formatted(name)));
      changes.changed().forEach(name -> lines.say("  ~ %s".formatted(name)));
    }
  }
}
