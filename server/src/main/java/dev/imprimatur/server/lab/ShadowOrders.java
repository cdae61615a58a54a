package dev.imprimatur.server.lab;

import dev.imprimatur.db.Database;
import dev.imprimatur.db.Stores;
import dev.imprimatur.db.account.Account;
import dev.imprimatur.db.policy.BundleState;
import dev.imprimatur.db.policy.StoredBundle;
import dev.imprimatur.db.shadow.ShadowRun;
import dev.imprimatur.server.identity.Caller;
import dev.imprimatur.server.identity.Role;
import dev.imprimatur.server.policy.BundleShelf;
import java.time.Clock;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.Optional;
import java.util.UUID;

/**
 * Starts and stops shadow runs. Officers may with any bundle that was not rejected, authors with
 * their own.
 */
public final class ShadowOrders {
  private final Database database;
  private final BundleShelf shelf;
  private final Shadow shadow;
  private final Clock clock;

  public ShadowOrders(Database database, BundleShelf shelf, Shadow shadow, Clock clock) {
    this.database = database;
    this.shelf = shelf;
    this.shadow = shadow;
    this.clock = clock;
  }

  LabOutcome<ShadowRun> start(Caller caller, UUID id, String note) {
    Optional<StoredBundle> found = shelf.find(id);
    if (found.isEmpty()) {
      return new LabOutcome.Unknown<>("policy bundle");
    }
    StoredBundle bundle = found.get();
    if (bundle.state() == BundleState.REJECTED) {
      return new LabOutcome.Unfit<>("rejected", "The bundle was rejected.");
    }
    LabOutcome<ShadowRun> outcome =
        database.inTransaction(stores -> {
          Account account = account(stores, caller);
          if (!may(caller, account, bundle.author())) {
            return new LabOutcome.Unfit<>(
                "not_the_author", "Authors try bundles of their own; an officer may try any.");
          }
          return stores
              .shadows()
              .start(bundle, account, now(), note)
              .<LabOutcome<ShadowRun>>map(LabOutcome.Done::new)
              .orElseGet(() ->
                  new LabOutcome.Unfit<>(
                      "shadow_running", "Another bundle runs as shadow; stop it first."));
        });
    shadow.refresh();
    return outcome;
  }

  LabOutcome<ShadowRun> stop(Caller caller, String note) {
    LabOutcome<ShadowRun> outcome =
        database.inTransaction(stores -> {
          Account account = account(stores, caller);
          Optional<ShadowRun> running = stores.shadows().running();
          if (running.isPresent() && !may(caller, account, running.get().startedBy())) {
            return new LabOutcome.Unfit<>(
                "not_the_starter", "Authors stop what they started; an officer may stop any.");
          }
          return stores
              .shadows()
              .stop(account, now(), note)
              .<LabOutcome<ShadowRun>>map(LabOutcome.Done::new)
              .orElseGet(() -> new LabOutcome.Unfit<>("no_shadow", "No bundle runs as shadow."));
        });
    shadow.refresh();
    return outcome;
  }

  private static boolean may(Caller caller, Account account, Account owner) {
    return caller.roles().contains(Role.COMPLIANCE_OFFICER) || account.id().equals(owner.id());
  }

  private Account account(Stores stores, Caller caller) {
    return stores.accounts().seen(caller.subject(), caller.userName(), now());
  }

  private Instant now() {
    return clock.instant().truncatedTo(ChronoUnit.MICROS);
  }
}
