package dev.imprimatur.stack.process;

import java.io.IOException;
import java.time.Duration;
import java.time.Instant;
import java.util.Collection;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ExecutionException;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Keeps one part running, on a thread of its own: starts it when what it needs is ready, and again
 * whenever it ends. A part that does not come up the first time is given up, so that whoever
 * started the system learns of it; one that was ready once is never given up.
 */
final class PartKeeper {
  private static final Logger log = LoggerFactory.getLogger(PartKeeper.class);
  private static final Duration LOOK = Duration.ofMillis(300);

  private final Part part;
  private final Listener listener;
  private final RestartPolicy restarts = new RestartPolicy();
  private final CompletableFuture<Boolean> ready = new CompletableFuture<>();
  private final Thread thread;
  private volatile PartState state = PartState.WAITING;
  private volatile Instant since = Instant.now();
  private volatile boolean stopping;

  /** Is told how the part fares. */
  interface Listener {
    /** The state of the part has changed. */
    void changed(PartKeeper keeper, String remark);

    /** The part did not come up the first time. */
    void gaveUp(PartKeeper keeper, String reason);
  }

  PartKeeper(Part part, Collection<PartKeeper> needed, Listener listener) {
    this.part = part;
    this.listener = listener;
    this.thread = Thread.ofPlatform().name(part.name()).unstarted(() -> keep(needed));
  }

  void start() {
    thread.start();
  }

  Part part() {
    return part;
  }

  PartState state() {
    return state;
  }

  Instant since() {
    return since;
  }

  /** Ends the part and the keeping of it. */
  void stop() {
    stopping = true;
    thread.interrupt();
    try {
      thread.join();
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
    }
    part.stop();
    enter(PartState.STOPPED, "is stopped");
  }

  private void keep(Collection<PartKeeper> needed) {
    try {
      requireNotStopping();
      Instant began = Instant.now();
      part.prepare();
      if (!areReady(needed)) {
        enter(PartState.STOPPED, "is not started");
        return;
      }
      bringUp(began);
      ready.complete(true);
      while (!stopping) {
        awaitEnd();
        bringUpAgain();
      }
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
    } catch (IOException | PartFailedException | RuntimeException e) {
      part.stop();
      enter(PartState.STOPPED, "does not come up");
      listener.gaveUp(this, FailureWords.of(e));
    } finally {
      ready.complete(false);
    }
  }

  private static boolean areReady(Collection<PartKeeper> needed) throws InterruptedException {
    try {
      for (PartKeeper need : needed) {
        if (!need.ready.get()) {
          return false;
        }
      }
      return true;
    } catch (ExecutionException e) {
      throw new IllegalStateException("nothing completes it with a fault", e);
    }
  }

  /** An interrupt of a thread that has not begun may be lost. */
  private void requireNotStopping() throws InterruptedException {
    if (stopping) {
      throw new InterruptedException();
    }
  }

  private void bringUp(Instant began)
      throws IOException, InterruptedException, PartFailedException {
    part.launch();
    enter(PartState.STARTING, "is starting");
    part.awaitReady();
    double seconds = Duration.between(began, Instant.now()).toMillis() / 1000.0;
    enter(PartState.READY, "ready after %.1f s".formatted(seconds));
  }

  private void awaitEnd() throws InterruptedException {
    while (part.isAlive()) {
      Thread.sleep(LOOK);
    }
  }

  private void bringUpAgain() throws InterruptedException {
    Duration ran = Duration.between(since, Instant.now());
    enter(PartState.ENDED, "has ended and is started again");
    while (state != PartState.READY) {
      Thread.sleep(restarts.pauseAfter(ran));
      ran = Duration.ZERO;
      try {
        // What is left of its processes would be in the way of the new ones.
        part.stop();
        bringUp(Instant.now());
      } catch (IOException | PartFailedException | RuntimeException e) {
        log.warn("{} does not come up again: {}", part.name(), FailureWords.of(e));
        enter(PartState.ENDED, "does not come up again; the next try follows");
      }
    }
  }

  private void enter(PartState entered, String remark) {
    state = entered;
    since = Instant.now();
    listener.changed(this, remark);
  }
}
