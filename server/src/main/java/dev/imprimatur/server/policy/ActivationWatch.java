package dev.imprimatur.server.policy;

import dev.imprimatur.db.Database;
import dev.imprimatur.db.policy.Activation;
import java.time.Clock;
import java.time.Duration;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import java.util.UUID;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Puts versions in force when their time has come, on every server of the installation: at the
 * start, once a second, and at once after an order. A version that fails a check is left alone, and
 * the one before stays.
 */
public final class ActivationWatch implements Runnable, AutoCloseable {
  private static final Logger log = LoggerFactory.getLogger(ActivationWatch.class);
  private static final Duration PAUSE = Duration.ofSeconds(1);
  private static final int REMEMBERED = 50;

  private final Database database;
  private final Releases releases;
  private final ActiveBundle active;
  private final Clock clock;
  private final Set<UUID> refused = new HashSet<>();
  private volatile boolean stopping;

  ActivationWatch(Database database, Releases releases, ActiveBundle active, Clock clock) {
    this.database = database;
    this.releases = releases;
    this.active = active;
    this.clock = clock;
  }

  /**
   * Puts the latest activation in force whose version is genuine and fit.
   *
   * @throws IllegalStateException if there are activations and none is
   */
  public void start() {
    List<Activation> due = due(REMEMBERED);
    for (Activation activation : due) {
      if (putInForce(activation)) {
        return;
      }
    }
    if (!due.isEmpty()) {
      throw new IllegalStateException(
          "no activated version of the policy bundle can be put in force; the reasons are above");
    }
  }

  /** Puts a version in force if one is due that is not. */
  synchronized void refresh() {
    for (Activation activation : due(1)) {
      boolean known =
          active.activation().filter(each -> each.id().equals(activation.id())).isPresent();
      if (!known && !refused.contains(activation.id())) {
        putInForce(activation);
      }
    }
  }

  private boolean putInForce(Activation activation) {
    Judged judged = releases.load(activation);
    if (judged instanceof Judged.Fit(var bundle)) {
      active.replace(bundle, activation);
      log.info("The policy bundle {} is in force", bundle.version());
      return true;
    }
    refused.add(activation.id());
    log.error(
        "Version {} of the policy bundle is not put in force, the one before stays: {}",
        activation.number().orElse(0),
        judged);
    return false;
  }

  private List<Activation> due(int limit) {
    return database.inTransaction(stores -> stores.activations().due(clock.instant(), limit));
  }

  @Override
  public void run() {
    while (!stopping) {
      try {
        Thread.sleep(PAUSE);
        refresh();
      } catch (InterruptedException e) {
        Thread.currentThread().interrupt();
        return;
      } catch (RuntimeException e) {
        log.warn("Activations cannot be looked for: {}", e.getMessage());
      }
    }
  }

  @Override
  public void close() {
    stopping = true;
  }
}
