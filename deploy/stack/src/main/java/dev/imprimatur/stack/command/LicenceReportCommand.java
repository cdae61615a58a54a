package dev.imprimatur.stack.command;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Map;
import java.util.concurrent.Callable;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.Spec;

/** Gets the licence report of a period. */
@Command(
    name = "report",
    mixinStandardHelpOptions = true,
    description = {
      "Gets the licence report of a period for an auditor: acceptances, withdrawals, what became of",
      "requests, and for each picture its licence, the clauses that were checked and the verdicts.",
      "It holds no prompt. Getting it is recorded in the log, with the reason."
    })
@SuppressWarnings("NullAway.Init") // The command line fills the fields.
public final class LicenceReportCommand implements Callable<Integer> {
  @Option(
      names = "--from",
      required = true,
      paramLabel = "TIME",
      description = "The period's beginning, for example 2026-01-01 (UTC).")
  private String from;

  @Option(
      names = "--to",
      required = true,
      paramLabel = "TIME",
      description = "The period's end, which is not part of it any more.")
  private String to;

  @Option(
      names = "--format",
      defaultValue = "csv",
      paramLabel = "FORMAT",
      description = "csv, json or pdf; csv unless given.")
  private String format;

  @Option(
      names = "--output",
      paramLabel = "FILE",
      description = "Where to write it; a PDF needs one, others are shown without it.")
  private @Nullable Path output;

  @Option(
      names = "--reason",
      defaultValue = "licence report for the period",
      paramLabel = "WHY",
      description = "What the report is needed for.")
  private String reason;

  @Mixin private PolicyLogin login;
  @Spec private CommandSpec spec;

  @Override
  public Integer call() throws IOException, InterruptedException {
    var lines = new Lines(spec.commandLine().getOut());
    if (output == null && format.equals("pdf")) {
      lines.say("A PDF is not shown here; name a file by --output.");
      return 2;
    }
    if (output != null && Files.exists(output)) {
      lines.say(output + " is there already; name another file by --output.");
      return 2;
    }
    return login.runOnLicences(
        PolicyLogin.OFFICER,
        spec.commandLine().getOut(),
        licences -> {
          write(
              licences.report(Map.of("from", from, "to", to, "format", format, "reason", reason)),
              licences.lines());
          return 0;
        });
  }

  private void write(byte[] report, Lines lines) throws IOException {
    if (output == null) {
      new String(report, StandardCharsets.UTF_8).lines().forEach(lines::say);
    } else {
      Files.write(output, report);
      lines.say("Wrote %s (%d bytes).".formatted(output, report.length));
    }
  }
}
