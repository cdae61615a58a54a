package dev.imprimatur.stack.command;

import dev.imprimatur.stack.installation.Installation;
import dev.imprimatur.stack.process.RunningFile;
import dev.imprimatur.stack.process.Supervisor;
import java.io.IOException;
import java.io.PrintWriter;
import java.nio.file.Files;
import java.util.Optional;
import java.util.concurrent.Callable;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import picocli.CommandLine.Command;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Spec;

/** Stops everything. */
@Command(
    name = "down",
    mixinStandardHelpOptions = true,
    description = "Stops everything in order; what was stored is kept.")
@SuppressWarnings("NullAway.Init") // The command line fills the field.
public final class DownCommand implements Callable<Integer> {
  private static final long PATIENCE_SECONDS = 120;

  @Spec private CommandSpec spec;

  @Override
  public Integer call() throws IOException, InterruptedException {
    Installation installation = Installation.from(System.getenv());
    PrintWriter out = spec.commandLine().getOut();
    Optional<ProcessHandle> supervisor =
        RunningFile.read(installation.supervisor())
            .flatMap(running -> running.supervisor().handle());
    if (supervisor.isEmpty()) {
      boolean left = Files.exists(installation.supervisor());
      Supervisor.endOrphans(installation.supervisor());
      out.println(
          left
              ? "Imprimatur had been killed; what it left running is stopped now."
              : "Imprimatur is not running.");
      return 0;
    }
    supervisor.get().destroy();
    try {
      supervisor.get().onExit().get(PATIENCE_SECONDS, TimeUnit.SECONDS);
    } catch (ExecutionException | TimeoutException e) {
      out.printf("Process %d does not end; its parts are stopped now.%n", supervisor.get().pid());
      supervisor.get().destroyForcibly();
      Supervisor.endOrphans(installation.supervisor());
    }
    out.println("Stopped. Everything is kept for the next start.");
    return 0;
  }
}
