package dev.imprimatur.stack.command;

import dev.imprimatur.stack.installation.FolderCopy;
import dev.imprimatur.stack.installation.Installation;
import dev.imprimatur.stack.process.ProcessLock;
import dev.imprimatur.stack.process.RunningFile;
import dev.imprimatur.stack.process.Supervisor;
import java.io.IOException;
import java.io.PrintWriter;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.concurrent.Callable;
import java.util.stream.Stream;
import picocli.CommandLine.Command;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.Spec;

/** Forgets everything. */
@Command(
    name = "reset",
    mixinStandardHelpOptions = true,
    description = "Deletes all data, keys, logs and added models of this installation, for ever.")
@SuppressWarnings("NullAway.Init") // The command line fills the fields.
public final class ResetCommand implements Callable<Integer> {
  @Option(names = "--yes", description = "Do not ask.")
  private boolean yes;

  @Spec private CommandSpec spec;

  @Override
  public Integer call() throws IOException {
    Installation installation = Installation.from(System.getenv());
    PrintWriter out = spec.commandLine().getOut();
    boolean running =
        RunningFile.read(installation.supervisor()).filter(RunningFile::isSupervised).isPresent();
    if (running) {
      out.println("Imprimatur is running. Stop it first: ./imprimatur down");
      return 1;
    }
    if (!installation.exists()) {
      out.println("There is nothing to delete.");
      return 0;
    }
    try (ProcessLock lock = ProcessLock.acquire(installation.supervisorLock())) {
      if (!lock.isHeld()) {
        out.println("Imprimatur is being started here. Stop it first: ./imprimatur down");
        return 1;
      }
      if (!yes && !Confirmation.of("delete", question(installation), out)) {
        out.println("Nothing was deleted.");
        return 1;
      }
      Supervisor.endOrphans(installation.supervisor());
      delete(installation);
    }
    out.println("Deleted. The next start begins anew.");
    return 0;
  }

  /** Nothing that somebody else has put into the folder is touched. */
  private static void delete(Installation installation) throws IOException {
    for (Path each : installation.contents()) {
      FolderCopy.remove(each);
    }
    try (Stream<Path> left = Files.list(installation.home())) {
      if (left.findAny().isPresent()) {
        return;
      }
    }
    Files.delete(installation.home());
  }

  private static String question(Installation installation) {
    return "This deletes %s with every picture, record, receipt, key and added model."
        .formatted(installation.home());
  }
}
