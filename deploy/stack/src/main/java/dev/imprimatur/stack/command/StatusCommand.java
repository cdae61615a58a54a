package dev.imprimatur.stack.command;

import dev.imprimatur.stack.installation.Installation;
import dev.imprimatur.stack.process.PartState;
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
      out.println(
          running.isEmpty()
              ? "Imprimatur is not running."
              : "Imprimatur was killed, and parts of it may still run. ./imprimatur up starts it"
                  + " again, ./imprimatur down stops what is left.");
      return 1;
    }
    out.printf("%-12s %-8s %8s %6s  %s%n", "PART", "STATE", "PID", "PORT", "SINCE");
    running.get().parts().forEach(part -> print(part, out));
    if (!running.get().ready()) {
      out.println("Still starting.");
    }
    boolean all = running.get().parts().stream().allMatch(part -> part.state() == PartState.READY);
    return all ? 0 : 1;
  }

  private static void print(RunningFile.PartNote part, PrintWriter out) {
    out.printf(
        "%-12s %-8s %8s %6s  %s%n",
        part.name(),
        part.state().word(),
        part.process().handle().map(handle -> Long.toString(handle.pid())).orElse("-"),
        part.port() == 0 ? "-" : part.port(),
        TIME.format(part.since()));
  }
}
