package dev.imprimatur.stack.process;

import dev.imprimatur.stack.installation.Installation;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicBoolean;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Starts the parts one after the other, starts again those that break down, and stops all in the
 * reverse order.
 */
public final class Supervisor implements AutoCloseable {
  private static final Logger log = LoggerFactory.getLogger(Supervisor.class);
  private static final Duration LOOK = Duration.ofSeconds(1);
  private static final Duration ORPHAN_PATIENCE = Duration.ofSeconds(20);

  private final Path note;
  private final List<Part> parts;
  private final Console console;
  private final Map<String, Watched> watched = new LinkedHashMap<>();
  private final CountDownLatch stop = new CountDownLatch(1);
  private final CountDownLatch stopped = new CountDownLatch(1);
  private final AtomicBoolean closed = new AtomicBoolean();
  private boolean ready;

  /** What is told to whoever started this. */
  public interface Console {
    void line(String text);
  }

  /**
   * @param parts in the order of their start
   */
  public Supervisor(Installation installation, List<Part> parts, Console console) {
    this.note = installation.supervisor();
    this.parts = List.copyOf(parts);
    this.console = console;
  }

  /** Ends what an earlier run left behind when it was killed. */
  public static void endOrphans(Installation installation) throws IOException {
    var running = RunningFile.read(installation.supervisor());
    if (running.isEmpty()) {
      return;
    }
    List<RunningFile.PartNote> left = new ArrayList<>(running.get().parts()).reversed();
    left.forEach(part ->
        part.process().handle().ifPresent(handle -> ChildProcess.stop(handle, ORPHAN_PATIENCE)));
    Files.deleteIfExists(installation.supervisor());
  }

  /** Starts all parts. */
  public void start() throws IOException, InterruptedException, PartFailedException {
    Files.createDirectories(note.getParent());
    for (Part part : parts) {
      Instant began = Instant.now();
      part.start();
      watched.put(part.name(), new Watched());
      writeNote();
      console.line(
          "  %-10s ready after %.1f s"
              .formatted(part.name(), Duration.between(began, Instant.now()).toMillis() / 1000.0));
    }
    ready = true;
    writeNote();
  }

  /** Watches over the parts until {@link #requestStop()}. */
  public void watch() throws InterruptedException {
    while (!stop.await(LOOK.toMillis(), TimeUnit.MILLISECONDS)) {
      for (Part part : parts) {
        if (!part.isAlive() && stop.getCount() > 0) {
          restart(part);
        }
      }
    }
  }

  /** Lets {@link #watch()} return. */
  public void requestStop() {
    stop.countDown();
  }

  private void restart(Part part) throws InterruptedException {
    Watched state = watched.computeIfAbsent(part.name(), ignored -> new Watched());
    if (!state.isDue()) {
      return;
    }
    log.warn("{} has ended and is started again", part.name());
    console.line("  " + part.name() + " has ended and is started again");
    state.failed();
    try {
      part.stop();
      part.start();
      state.recovered();
      writeNote();
      console.line("  " + part.name() + " is ready again");
    } catch (IOException | PartFailedException e) {
      log.warn("{} does not come up: {}", part.name(), e.getMessage());
      console.line("  " + part.name() + " does not come up: " + e.getMessage());
    }
  }

  private void writeNote() throws IOException {
    var notes = new ArrayList<RunningFile.PartNote>();
    for (Part part : parts) {
      Watched state = watched.get(part.name());
      if (state == null) {
        continue;
      }
      part.pid()
          .flatMap(ProcessHandle::of)
          .ifPresent(handle ->
              notes.add(
                  new RunningFile.PartNote(
                      part.name(),
                      "ready",
                      part.port(),
                      state.since,
                      RunningFile.Noted.of(handle))));
    }
    new RunningFile(RunningFile.Noted.self(), ready, notes).write(note);
  }

  /** Stops all parts, the last first. */
  @Override
  public void close() {
    requestStop();
    if (!closed.compareAndSet(false, true)) {
      awaitStopped();
      return;
    }
    for (Part part : parts.reversed()) {
      part.stop();
    }
    try {
      Files.deleteIfExists(note);
    } catch (IOException e) {
      log.warn("{} cannot be removed: {}", note, e.getMessage());
    }
    stopped.countDown();
  }

  private void awaitStopped() {
    try {
      stopped.await();
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
    }
  }

  /** How a part fares: it is started again at once, then after pauses that double. */
  private static final class Watched {
    private static final Duration LONGEST_PAUSE = Duration.ofSeconds(30);

    private Instant since = Instant.now();
    private Instant due = Instant.EPOCH;
    private Duration pause = Duration.ofSeconds(1);

    private boolean isDue() {
      return !Instant.now().isBefore(due);
    }

    private void failed() {
      if (Duration.between(since, Instant.now()).compareTo(LONGEST_PAUSE) > 0) {
        pause = Duration.ofSeconds(1);
      }
      due = Instant.now().plus(pause);
      Duration doubled = pause.multipliedBy(2);
      pause = doubled.compareTo(LONGEST_PAUSE) > 0 ? LONGEST_PAUSE : doubled;
    }

    private void recovered() {
      since = Instant.now();
    }
  }
}
