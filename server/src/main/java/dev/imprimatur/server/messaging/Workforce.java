package dev.imprimatur.server.messaging;

import dev.imprimatur.contract.Heartbeat;
import dev.imprimatur.server.model.Availability;
import dev.imprimatur.server.model.ModelCard;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.ConcurrentHashMap;
import java.util.function.BooleanSupplier;

/** The workers that were lately heard. */
public final class Workforce implements Availability {
  /** Workers say every two seconds that they are there. */
  static final Duration PATIENCE = Duration.ofSeconds(10);

  private final Map<String, Heard> workers = new ConcurrentHashMap<>();
  private final BooleanSupplier brokerConnected;
  private final Clock clock;

  /**
   * @param brokerConnected whether orders can be sent now
   */
  Workforce(BooleanSupplier brokerConnected, Clock clock) {
    this.brokerConnected = brokerConnected;
    this.clock = clock;
  }

  /** Notes a worker's sign of life; our own clock counts, not the worker's. */
  void heard(Heartbeat heartbeat) {
    workers.put(heartbeat.worker(), new Heard(heartbeat, clock.instant()));
    workers.values().removeIf(each -> !isRecent(each));
  }

  /** The workers that were heard of late, by name. */
  public List<Heard> present() {
    return workers.values().stream()
        .filter(this::isRecent)
        .sorted(Comparator.comparing(each -> each.heartbeat().worker()))
        .toList();
  }

  /** Whether orders can be sent now. */
  public boolean isBrokerConnected() {
    return brokerConnected.getAsBoolean();
  }

  @Override
  public Optional<String> missing(ModelCard model) {
    if (!isBrokerConnected()) {
      return Optional.of("The message broker cannot be reached.");
    }
    boolean able =
        present().stream()
            .flatMap(each -> each.heartbeat().models().stream())
            .anyMatch(held -> held.id().equals(model.id()) && held.hash().equals(model.hash()));
    return able
        ? Optional.empty()
        : Optional.of("No worker that can draw with " + model.title() + " is running.");
  }

  private boolean isRecent(Heard heard) {
    return heard.at().isAfter(clock.instant().minus(PATIENCE));
  }

  /**
   * A worker's last sign of life.
   *
   * @param at when it arrived here
   */
  public record Heard(Heartbeat heartbeat, Instant at) {}
}
