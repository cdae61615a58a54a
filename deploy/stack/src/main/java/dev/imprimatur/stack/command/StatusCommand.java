package dev.imprimatur.stack.command;

import dev.imprimatur.stack.installation.Installation;
import dev.imprimatur.stack.process.RunningFile;
import java.io.PrintWriter;
import java.time.ZoneId;
import java.time.format.DateTimeFormatter;
import java.util.Optional;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Spec;

/** Shows what runs. */
@Command(
    name = "status",
    mixinStandardHelpOptions = true,
    description = "Shows which parts run. Exits with 0 if all do, else with 1.")
@SuppressWarnings("NullAway.Init") // The command line fills the field.
public final class StatusCommand implements Callable<Integer> {
  private static final DateTimeFormatter TIME =
      DateTimeFormatter.ofPattern("yyyy-MM-dd HH:mm:ss").withZone(ZoneId.systemDefault());

  @Spec private CommandSpec spec;

  @Override
  public Integer call() {
    Installation installation = Installation.from(System.getenv());
    PrintWriter out = spec.commandLine().getOut();
    Optional<RunningFile> running = RunningFile.read(installation.supervisor());
    if (running.isEmpty() || !running.get().isSupervised()) {
      out.println("Imprimatur is not running.");
      return 1;
    }
    boolean all = running.get().ready();
    out.printf("%-12s %-8s %8s %6s  %s%n", "PART", "STATE", "PID", "PORT", "SINCE");
    for (RunningFile.PartNote part : running.get().parts()) {
      boolean alive = part.process().handle().isPresent();
      all &= alive;
      out.printf(
          "%-12s %-8s %8d %6s  %s%n",
          part.name(),
          alive ? part.state() : "ended",
          part.process().pid(),
          part.port() == 0 ? "-" : part.port(),
          TIME.format(part.since()));
    }
    if (!running.get().ready()) {
      out.println("Still starting.");
    }
    return all ? 0 : 1;
  }
}
