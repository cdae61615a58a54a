package dev.imprimatur.server.generation;

import dev.imprimatur.contract.Progress;
import dev.imprimatur.db.generation.GenerationState;
import dev.imprimatur.server.flow.GenerationListener;
import java.time.Duration;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.UUID;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.TimeUnit;

/** Passes on what happens to generations to whoever watches them just then. */
public final class ProgressFeed implements GenerationListener {
  private static final int BACKLOG = 64;

  private final Map<UUID, Set<Subscription>> subscriptions = new ConcurrentHashMap<>();

  /** Something that happened. */
  public sealed interface Event {
    /** A step was made. */
    record Step(Progress progress) implements Event {}

    /** The generation is now in this state. */
    record Moved(GenerationState state) implements Event {}
  }

  /** Watches a generation from now on. */
  public Subscription subscribe(UUID id) {
    var subscription = new Subscription(id);
    subscriptions.computeIfAbsent(id, ignored -> ConcurrentHashMap.newKeySet()).add(subscription);
    return subscription;
  }

  @Override
  public void moved(UUID id, GenerationState state) {
    publish(id, new Event.Moved(state));
  }

  /** Passes on a step. */
  public void stepped(Progress progress) {
    publish(progress.jobId(), new Event.Step(progress));
  }

  private void publish(UUID id, Event event) {
    subscriptions.getOrDefault(id, Set.of()).forEach(each -> each.offer(event));
  }

  /** One watcher's queue; a slow watcher loses the oldest events. */
  public final class Subscription implements AutoCloseable {
    private final UUID id;
    private final BlockingQueue<Event> events = new LinkedBlockingQueue<>(BACKLOG);

    private Subscription(UUID id) {
      this.id = id;
    }

    /** The next event, if it comes in time. */
    public Optional<Event> next(Duration patience) throws InterruptedException {
      return Optional.ofNullable(events.poll(patience.toMillis(), TimeUnit.MILLISECONDS));
    }

    private void offer(Event event) {
      while (!events.offer(event)) {
        events.poll();
      }
    }

    @Override
    public void close() {
      subscriptions.computeIfPresent(
          id,
          (ignored, watchers) -> {
            watchers.remove(this);
            return watchers.isEmpty() ? null : watchers;
          });
    }
  }
}
