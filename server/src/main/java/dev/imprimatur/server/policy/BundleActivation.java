package dev.imprimatur.server.policy;

import dev.imprimatur.db.Database;
import dev.imprimatur.db.Stores;
import dev.imprimatur.db.account.Account;
import dev.imprimatur.db.policy.Activation;
import dev.imprimatur.db.policy.StoredBundle;
import dev.imprimatur.server.identity.Caller;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.List;
import java.util.Optional;
import java.util.OptionalInt;
import java.util.UUID;

/**
 * Orders by which versions come in force, now or later, and are taken back. Each version is
 * verified and judged before the order is recorded, and again when it takes effect.
 */
public final class BundleActivation {
  private static final Duration FURTHEST = Duration.ofDays(366);
  private static final int REMEMBERED = 50;

  private final Database database;
  private final Releases releases;
  private final ActivationWatch watch;
  private final Clock clock;

  BundleActivation(Database database, Releases releases, ActivationWatch watch, Clock clock) {
    this.database = database;
    this.releases = releases;
    this.watch = watch;
    this.clock = clock;
  }

  /**
   * Puts a version in force.
   *
   * @param from when; at once if empty
   */
  Outcome<Activation> activate(Caller caller, UUID bundle, Optional<Instant> from, String note) {
    Optional<StoredBundle> found =
        database.inTransaction(stores -> stores.policyBundles().find(bundle));
    if (found.isEmpty()) {
      return new Outcome.Unknown<>("policy bundle");
    }
    if (found.get().number().isEmpty()) {
      return new Outcome.Unfit<>(
          "not_approved", "Only an approved version can be activated; this bundle is none.");
    }
    Instant now = now();
    Instant effective = from.map(at -> at.truncatedTo(ChronoUnit.MICROS)).orElse(now);
    if (effective.isBefore(now) || effective.isAfter(now.plus(FURTHEST))) {
      return new Outcome.Unfit<>(
          "wrong_time", "The time must be in the future, and within a year from now.");
    }
    return order(caller, found, Activation.Kind.ACTIVATION, now, effective, note);
  }

  /**
   * Goes back at once.
   *
   * @param number of the version to go back to, 0 for the bundle in the installation's folder; the
   *     one that was in force before the present one if empty
   */
  Outcome<Activation> rollBack(Caller caller, OptionalInt number, String note) {
    int target = number.isPresent() ? number.getAsInt() : earlier();
    Optional<StoredBundle> version =
        database.inTransaction(stores -> stores.policyBundles().version(target));
    if (target != 0 && version.isEmpty()) {
      return new Outcome.Unknown<>("version");
    }
    if (target == current()) {
      return new Outcome.Unfit<>("in_force", "This version is in force already.");
    }
    Instant now = now();
    return order(caller, version, Activation.Kind.ROLLBACK, now, now, note);
  }

  /** Calls off an activation that has not taken effect. */
  Outcome<UUID> cancel(Caller caller, UUID activation, String note) {
    return database.inTransaction(stores ->
        stores.activations().cancel(activation, account(stores, caller), now(), note)
            ? new Outcome.Done<>(activation)
            : new Outcome.Unknown<>("activation that is still to come"));
  }

  private Outcome<Activation> order(
      Caller caller,
      Optional<StoredBundle> version,
      Activation.Kind kind,
      Instant at,
      Instant effective,
      String note) {
    Judged judged = version.map(releases::load).orElseGet(releases::ofFolder);
    if (!(judged instanceof Judged.Fit)) {
      return new Outcome.Refused<>(judged);
    }
    Activation ordered =
        database.inTransaction(stores ->
            stores
                .activations()
                .order(version, kind, account(stores, caller), at, effective, note));
    watch.refresh();
    return new Outcome.Done<>(ordered);
  }

  private int current() {
    return due().stream().findFirst().map(each -> each.number().orElse(0)).orElse(0);
  }

  private int earlier() {
    int current = current();
    return due().stream()
        .map(each -> each.number().orElse(0))
        .filter(number -> number != current)
        .findFirst()
        .orElse(0);
  }

  private List<Activation> due() {
    return database.inTransaction(stores -> stores.activations().due(now(), REMEMBERED));
  }

  private Account account(Stores stores, Caller caller) {
    return stores.accounts().seen(caller.subject(), caller.userName(), clock.instant());
  }

  private Instant now() {
    return clock.instant().truncatedTo(ChronoUnit.MICROS);
  }
}
