package dev.imprimatur.stack.process;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.CancellationException;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.atomic.AtomicBoolean;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Starts the parts, each as soon as what it needs is ready, starts again those that end, and stops
 * all in the reverse order. A note on disk says at any time which processes these are.
 */
public final class Supervisor implements AutoCloseable {
  private static final Logger log = LoggerFactory.getLogger(Supervisor.class);
  private static final Duration ORPHAN_PATIENCE = Duration.ofSeconds(20);

  private final Path note;
  private final Console console;
  private final List<PartKeeper> keepers = new ArrayList<>();
  private final CountDownLatch stopped = new CountDownLatch(1);
  private final AtomicBoolean closed = new AtomicBoolean();
  private final CompletableFuture<Optional<PartFailedException>> outcome =
      new CompletableFuture<>();

  /** What is told to whoever started this. */
  public interface Console {
    void line(String text);
  }

  /**
   * A supervisor that has started nothing yet.
   *
   * @param note the file of the note
   * @param parts in an order in which each comes after those that it needs
   */
  public Supervisor(Path note, List<Part> parts, Console console) {
    this.note = note;
    this.console = console;
    for (Part part : parts) {
      List<PartKeeper> needed =
          keepers.stream().filter(each -> part.needs().contains(each.part().name())).toList();
      if (needed.size() < part.needs().size()) {
        throw new IllegalArgumentException(part.name() + " needs a part that does not precede it");
      }
      keepers.add(new PartKeeper(part, needed, new Listener()));
    }
  }

  /** Ends what an earlier run left behind when it was killed. */
  public static void endOrphans(Path note) throws IOException {
    Optional<RunningFile> left = RunningFile.read(note);
    if (left.isPresent()) {
      left.get().parts().reversed().stream()
          .flatMap(part -> part.process().handle().stream())
          .forEach(handle -> ChildProcess.stop(handle, ORPHAN_PATIENCE));
      Files.deleteIfExists(note);
    }
  }

  /**
   * Starts all parts and waits until they are ready.
   *
   * @throws PartFailedException as soon as one of them does not come up
   * @throws CancellationException if this supervisor is closed meanwhile
   */
  public void start() throws IOException, InterruptedException, PartFailedException {
    Files.createDirectories(note.getParent());
    keepers.forEach(PartKeeper::start);
    Optional<PartFailedException> failure;
    try {
      failure = outcome.get();
    } catch (ExecutionException e) {
      throw new IllegalStateException("nothing completes it with a fault", e);
    }
    if (failure.isPresent()) {
      throw failure.get();
    }
  }

  /** Waits until somebody has closed this supervisor. */
  public void awaitStopped() throws InterruptedException {
    stopped.await();
  }

  /** Stops all parts, the last first; returns when all have ended, whoever called first. */
  @Override
  public void close() {
    try {
      if (!closed.compareAndSet(false, true)) {
        stopped.await();
        return;
      }
      outcome.cancel(false);
      keepers.reversed().forEach(PartKeeper::stop);
      Files.deleteIfExists(note);
    } catch (IOException e) {
      log.warn("{} cannot be removed: {}", note, e.getMessage());
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
    } finally {
      stopped.countDown();
    }
  }

  private final class Listener implements PartKeeper.Listener {
    @Override
    public void changed(PartKeeper keeper, String remark) {
      if (keeper.state() != PartState.STARTING) {
        console.line("  %-10s %s".formatted(keeper.part().name(), remark));
      }
      boolean all = keepers.stream().allMatch(each -> each.state() == PartState.READY);
      boolean first = all && !outcome.isDone();
      writeNote(first || wasReady());
      if (first) {
        outcome.complete(Optional.empty());
      }
    }

    @Override
    public void gaveUp(PartKeeper keeper, String reason) {
      outcome.complete(Optional.of(new PartFailedException(reason)));
    }
  }

  private boolean wasReady() {
    return outcome.isDone() && !outcome.isCancelled() && outcome.join().isEmpty();
  }

  private synchronized void writeNote(boolean ready) {
    List<RunningFile.PartNote> notes =
        keepers.stream()
            .map(keeper ->
                new RunningFile.PartNote(
                    keeper.part().name(),
                    keeper.state(),
                    keeper.part().port(),
                    keeper.since(),
                    keeper
                        .part()
                        .pid()
                        .flatMap(ProcessHandle::of)
                        .map(RunningFile.ProcessNote::of)
                        .orElse(RunningFile.ProcessNote.NONE)))
            .toList();
    try {
      new RunningFile(RunningFile.ProcessNote.self(), ready, notes).write(note);
    } catch (IOException e) {
      log.warn("{} cannot be written: {}", note, e.getMessage());
    }
  }
}
