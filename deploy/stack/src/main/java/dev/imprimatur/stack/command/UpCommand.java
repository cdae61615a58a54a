package dev.imprimatur.stack.command;

import dev.imprimatur.stack.Imprimatur;
import dev.imprimatur.stack.installation.Installation;
import dev.imprimatur.stack.installation.Ports;
import dev.imprimatur.stack.installation.Secrets;
import dev.imprimatur.stack.part.Parts;
import dev.imprimatur.stack.process.ChildProcess;
import dev.imprimatur.stack.process.Part;
import dev.imprimatur.stack.process.PartFailedException;
import dev.imprimatur.stack.process.ProcessLock;
import dev.imprimatur.stack.process.RunningFile;
import dev.imprimatur.stack.process.Supervisor;
import java.io.IOException;
import java.io.PrintWriter;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.concurrent.Callable;
import java.util.concurrent.CancellationException;
import picocli.CommandLine.Command;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.Spec;

/** Starts everything. */
@Command(
    name = "up",
    mixinStandardHelpOptions = true,
    description = "Starts everything and stays until Ctrl-C; then stops everything in order.")
@SuppressWarnings("NullAway.Init") // The command line fills the fields.
public final class UpCommand implements Callable<Integer> {
  private static final long LOOK_MILLISECONDS = 200;

  @Option(
      names = {"-d", "--detach"},
      description = "Return when everything is ready, and let it run.")
  private boolean detach;

  @Option(
      names = "--supervised",
      hidden = true,
      description = "Leave it to whoever detached this process to show the logins.")
  private boolean supervised;

  @Spec private CommandSpec spec;

  @Override
  public Integer call() throws IOException, InterruptedException {
    Installation installation = Installation.from(System.getenv());
    PrintWriter out = spec.commandLine().getOut();
    Optional<RunningFile> running =
        RunningFile.read(installation.supervisor()).filter(RunningFile::isSupervised);
    if (running.isPresent()) {
      out.println("Imprimatur is already running.");
      Welcome.print(installation, out);
      return 0;
    }
    return detach ? startDetached(installation, out) : run(installation, out);
  }

  private int run(Installation installation, PrintWriter out)
      throws IOException, InterruptedException {
    Files.createDirectories(installation.home());
    try (ProcessLock lock = ProcessLock.acquire(installation.supervisorLock())) {
      if (!lock.isHeld()) {
        out.println("Imprimatur is being started or stopped here by another command.");
        return 1;
      }
      Supervisor.endOrphans(installation.supervisor());
      Ports ports = Ports.of(installation);
      List<Part> parts = Parts.all(installation, ports, new Secrets(installation));
      Optional<Part> hindered =
          parts.stream().filter(part -> part.port() != 0 && !Ports.isFree(part.port())).findFirst();
      if (hindered.isPresent()) {
        out.printf(
            "Another program uses port %d, which this installation's %s has. Stop that program, or"
                + " run ./imprimatur reset to begin anew on other ports.%n",
            hindered.get().port(), hindered.get().name());
        return 1;
      }
      return supervise(installation, parts, out);
    }
  }

  private int supervise(Installation installation, List<Part> parts, PrintWriter out)
      throws IOException, InterruptedException {
    print(out, "Starting Imprimatur (the first start prepares Keycloak, which takes a minute)");
    try (var supervisor =
        new Supervisor(installation.supervisor(), parts, line -> print(out, line))) {
      closeAtShutdown(supervisor, out);
      supervisor.start();
      if (!supervised) {
        Welcome.print(installation, out);
        print(out, "Ctrl-C, or ./imprimatur down elsewhere, stops everything.");
      }
      supervisor.awaitStopped();
      return 0;
    } catch (PartFailedException e) {
      print(out, Objects.toString(e.getMessage()));
      return 1;
    } catch (CancellationException e) {
      return 1;
    }
  }

  private static void closeAtShutdown(Supervisor supervisor, PrintWriter out) {
    Runtime.getRuntime()
        .addShutdownHook(
            new Thread(
                () -> {
                  supervisor.close();
                  print(out, "Stopped. Everything is kept for the next start.");
                },
                "stop"));
  }

  private static void print(PrintWriter out, String line) {
    out.println(line);
    out.flush();
  }

  private static int startDetached(Installation installation, PrintWriter out)
      throws IOException, InterruptedException {
    Path log = installation.log("up");
    Files.deleteIfExists(log);
    ChildProcess supervisor =
        ChildProcess.start(
            List.of(
                ProcessHandle.current().info().command().orElse("java"),
                "-Xmx384m",
                "--enable-native-access=ALL-UNNAMED",
                "-cp",
                installation.stackLibraries() + "/*",
                Imprimatur.class.getName(),
                "up",
                "--supervised"),
            Map.of(
                "IMPRIMATUR_ROOT", installation.root().toString(),
                "IMPRIMATUR_HOME", installation.home().toString(),
                "IMPRIMATUR_POLICIES", installation.policies().toString()),
            installation.root(),
            log);
    long shown = 0;
    while (supervisor.isAlive()) {
      shown = show(log, shown, out);
      boolean ready =
          RunningFile.read(installation.supervisor())
              .filter(note -> note.supervisor().pid() == supervisor.pid())
              .filter(RunningFile::ready)
              .isPresent();
      if (ready) {
        Welcome.print(installation, out);
        out.println("./imprimatur down stops everything.");
        out.flush();
        return 0;
      }
      Thread.sleep(LOOK_MILLISECONDS);
    }
    show(log, shown, out);
    return 1;
  }

  private static long show(Path log, long shown, PrintWriter out) throws IOException {
    List<String> lines = Files.readAllLines(log);
    lines.stream().skip(shown).takeWhile(line -> !line.isBlank()).forEach(out::println);
    out.flush();
    return lines.stream().takeWhile(line -> !line.isBlank()).count();
  }
}
