package dev.imprimatur.stack.process;

import java.io.File;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.time.Duration;
import java.time.Instant;
import java.util.Collection;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import java.util.stream.Stream;

/** A program that was started here, writing to a log file. */
public final class ChildProcess {
  private static final List<String> INHERITED =
      List.of("PATH", "HOME", "LANG", "LC_ALL", "TZ", "TMPDIR", "DJL_CACHE_DIR");
  private static final long LARGEST_LOG = 20L << 20;
  private static final Path SETSID = Path.of("/usr/bin/setsid");

  private final Process process;
  private final Path log;
  private final long logStart;

  private ChildProcess(Process process, Path log, long logStart) {
    this.process = process;
    this.log = log;
    this.logStart = logStart;
  }

  /**
   * Starts a program.
   *
   * @param environment what it gets beside the little that every program needs, which includes the
   *     Java that runs this
   * @param log is appended to; put aside first when it has become large
   */
  public static ChildProcess start(
      List<String> command, Map<String, String> environment, Path folder, Path log)
      throws IOException {
    Files.createDirectories(log.getParent());
    if (Files.exists(log) && Files.size(log) > LARGEST_LOG) {
      Files.move(
          log, log.resolveSibling(log.getFileName() + ".old"), StandardCopyOption.REPLACE_EXISTING);
    }
    long start = Files.exists(log) ? Files.size(log) : 0;
    var builder =
        new ProcessBuilder(inOwnSession(command))
            .directory(folder.toFile())
            .redirectErrorStream(true)
            .redirectInput(ProcessBuilder.Redirect.from(new File("/dev/null")))
            .redirectOutput(ProcessBuilder.Redirect.appendTo(log.toFile()));
    Map<String, String> inherited = Map.copyOf(builder.environment());
    builder.environment().clear();
    for (String name : INHERITED) {
      if (inherited.containsKey(name)) {
        builder.environment().put(name, inherited.get(name));
      }
    }
    builder.environment().put("JAVA_HOME", System.getProperty("java.home"));
    builder.environment().putAll(environment);
    return new ChildProcess(builder.start(), log, start);
  }

  /**
   * A key combination on the terminal reaches every program of its session. Ours end in their own
   * order, when the supervisor says so.
   */
  private static List<String> inOwnSession(List<String> command) {
    return Files.isExecutable(SETSID)
        ? Stream.concat(Stream.of(SETSID.toString()), command.stream()).toList()
        : command;
  }

  public boolean isAlive() {
    return process.isAlive();
  }

  public long pid() {
    return process.pid();
  }

  /** Waits for the program's end and tells its exit status. */
  public int waitFor() throws InterruptedException {
    return process.waitFor();
  }

  /** Whether the program has written this since it was started. */
  public boolean hasWritten(String text) throws IOException {
    try (var file = Files.newInputStream(log)) {
      file.skipNBytes(logStart);
      return new String(file.readAllBytes(), StandardCharsets.UTF_8).contains(text);
    }
  }

  /** The last lines that the program wrote. */
  public String lastLines(int count) throws IOException {
    return lastLines("", count);
  }

  /** The last lines that the program wrote with {@code part} in them. */
  public String lastLines(String part, int count) throws IOException {
    List<String> lines =
        Files.readAllLines(log, StandardCharsets.ISO_8859_1).stream()
            .filter(line -> line.contains(part))
            .toList();
    return String.join("\n", lines.subList(Math.max(0, lines.size() - count), lines.size()));
  }

  /** Asks the program and all that it started to end, and makes them after a while. */
  public void stop(Duration patience) {
    stop(process.toHandle(), patience);
  }

  /** As {@link #stop(Duration)}, for a program that an earlier run of this tool started. */
  static void stop(ProcessHandle handle, Duration patience) {
    List<ProcessHandle> all = Stream.concat(handle.descendants(), Stream.of(handle)).toList();
    all.forEach(ProcessHandle::destroy);
    Instant deadline = Instant.now().plus(patience);
    for (ProcessHandle each : all) {
      awaitEnd(each, Duration.between(Instant.now(), deadline));
    }
    survivors(all).forEach(ProcessHandle::destroyForcibly);
    survivors(all).forEach(each -> awaitEnd(each, Duration.ofSeconds(5)));
  }

  private static List<ProcessHandle> survivors(Collection<ProcessHandle> all) {
    return all.stream().filter(ProcessHandle::isAlive).toList();
  }

  private static void awaitEnd(ProcessHandle handle, Duration patience) {
    try {
      handle.onExit().get(Math.max(0, patience.toMillis()), TimeUnit.MILLISECONDS);
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
    } catch (ExecutionException | TimeoutException e) {
      // It is still alive, which the caller looks at.
      return;
    }
  }
}
