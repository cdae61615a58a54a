package dev.imprimatur.stack.part;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;

/**
 * A PostgreSQL that survived whoever started it. A second one on the same cluster must not start,
 * and would not: the cluster names the process that holds it.
 */
final class PostgresOrphan {
  private static final Duration PATIENCE = Duration.ofSeconds(30);

  private PostgresOrphan() {}

  /**
   * Ends the process that holds {@code cluster}, if it is one of the programs in {@code folder}.
   */
  static void end(Path cluster, Path folder) throws IOException, InterruptedException {
    Path file = cluster.resolve("postmaster.pid");
    Optional<ProcessHandle> orphan = holder(file, folder);
    if (orphan.isPresent()) {
      stop(orphan.get());
    } else {
      // The number in it may by now be that of an innocent process, which PostgreSQL would fear.
      Files.deleteIfExists(file);
    }
  }

  private static Optional<ProcessHandle> holder(Path file, Path folder) throws IOException {
    if (!Files.exists(file)) {
      return Optional.empty();
    }
    List<String> lines = Files.readAllLines(file);
    if (lines.isEmpty() || !lines.getFirst().strip().matches("[0-9]{1,18}")) {
      return Optional.empty();
    }
    return ProcessHandle.of(Long.parseLong(lines.getFirst().strip()))
        .filter(handle -> handle.info().command().orElse("").startsWith(folder + "/"));
  }

  private static void stop(ProcessHandle orphan) throws InterruptedException {
    orphan.destroy();
    try {
      orphan.onExit().get(PATIENCE.toSeconds(), TimeUnit.SECONDS);
    } catch (TimeoutException e) {
      orphan.destroyForcibly();
    } catch (ExecutionException e) {
      throw new IllegalStateException("the end of a process cannot fail", e);
    }
  }
}
