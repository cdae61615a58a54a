package dev.imprimatur.stack.command;

import dev.imprimatur.policy.bundle.BundleTests;
import dev.imprimatur.policy.bundle.PolicyBundle;
import dev.imprimatur.policy.bundle.TestOutcome;
import java.nio.file.Path;
import java.util.Optional;
import java.util.concurrent.Callable;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Parameters;
import picocli.CommandLine.Spec;

/** Runs a bundle's own tests. */
@Command(
    name = "test",
    mixinStandardHelpOptions = true,
    description = {
      "Runs the tests that a bundle brings.",
      "Each is a request with the expected decision and the expected determining policies.",
      "Exits with 0 if all hold, with 1 if one does not or the bundle cannot be used."
    })
@SuppressWarnings("NullAway.Init") // The command line fills the fields.
public final class PolicyTestCommand implements Callable<Integer> {
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
    BundleTests tests = BundleTests.run(bundle.get());
    for (TestOutcome.Failed failed : tests.failures()) {
      lines.say("FAILED  %s: \"%s\"".formatted(failed.test().file(), failed.test().name()));
      lines.label("prompt", failed.test().request().prompt().text());
      lines.label("expected", failed.test().expected());
      lines.label("actual", failed.actual());
    }
    lines.say(
        "%d of %d tests of %s hold."
            .formatted(
                tests.outcomes().size() - tests.failures().size(),
                tests.outcomes().size(),
                bundle.get().version()));
    return tests.passed() ? 0 : 1;
  }
}
