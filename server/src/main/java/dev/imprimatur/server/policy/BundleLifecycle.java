package dev.imprimatur.server.policy;

import dev.imprimatur.db.Database;
import dev.imprimatur.db.Stores;
import dev.imprimatur.db.account.Account;
import dev.imprimatur.db.policy.BundleState;
import dev.imprimatur.db.policy.NewBundle;
import dev.imprimatur.db.policy.SignedStatement;
import dev.imprimatur.db.policy.StoredBundle;
import dev.imprimatur.policy.bundle.BundleArchive;
import dev.imprimatur.policy.bundle.BundleFiles;
import dev.imprimatur.policy.bundle.InvalidArchiveException;
import dev.imprimatur.policy.bundle.InvalidBundleException;
import dev.imprimatur.policy.bundle.PolicyBundle;
import dev.imprimatur.policy.defect.Defect;
import dev.imprimatur.policy.release.BundleStatement;
import dev.imprimatur.policy.release.Release;
import dev.imprimatur.policy.release.SigningKey;
import dev.imprimatur.server.identity.Caller;
import java.time.Clock;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.List;
import java.util.Optional;
import java.util.OptionalInt;
import java.util.UUID;
import java.util.function.Function;

/**
 * The story of a bundle until it is a version: uploaded as a draft that can be used, submitted with
 * tests that hold, and approved by somebody who is not its author.
 */
public final class BundleLifecycle {
  private final Database database;
  private final BundleJudge judge;
  private final SigningKey key;
  private final Clock clock;

  BundleLifecycle(Database database, BundleJudge judge, SigningKey key, Clock clock) {
    this.database = database;
    this.judge = judge;
    this.key = key;
    this.clock = clock;
  }

  /** Takes an archive in as a draft, whose tests may still fail. */
  Outcome<StoredBundle> upload(Caller caller, byte[] archive) {
    try {
      BundleFiles files = BundleArchive.unpack(archive);
      PolicyBundle bundle = PolicyBundle.check(files);
      var draft =
          new NewBundle(
              bundle.version(), bundle.manifest().text(), bundle.hash(), BundleArchive.pack(files));
      return new Outcome.Done<>(
          database.inTransaction(
              stores -> stores.policyBundles().upload(draft, account(stores, caller), now())));
    } catch (InvalidArchiveException e) {
      return new Outcome.Refused<>(new Judged.Defective(List.of(Defect.of("archive", e.defect()))));
    } catch (InvalidBundleException e) {
      return new Outcome.Refused<>(new Judged.Defective(e.defects()));
    }
  }

  /** Asks for the approval of one's own draft. */
  Outcome<StoredBundle> submit(Caller caller, UUID id, String note) {
    return step(
        id,
        BundleState.DRAFT,
        bundle ->
            database.inTransaction(stores -> {
              Account author = account(stores, caller);
              if (!author.id().equals(bundle.author().id())) {
                return new Outcome.Unfit<>("not_the_author", "Only its author submits a draft.");
              }
              return stores.policyBundles().submit(id, author, now(), note)
                  ? done(stores, id)
                  : overtaken();
            }));
  }

  /** Makes somebody else's submitted bundle the next version, signed by this installation. */
  Outcome<StoredBundle> approve(Caller caller, UUID id, String note) {
    return step(
        id,
        BundleState.SUBMITTED,
        bundle -> {
          BundleFiles files = files(bundle);
          return database.inTransaction(stores -> {
            Account approver = account(stores, caller);
            Instant at = now();
            if (approver.id().equals(bundle.author().id())) {
              return new Outcome.Unfit<>(
                  "own_bundle", "Nobody approves a bundle of their own; it takes somebody else.");
            }
            return stores
                .policyBundles()
                .approve(
                    id, approver, at, note, number -> sign(number, bundle, files, approver, at))
                .<Outcome<StoredBundle>>map(Outcome.Done::new)
                .orElseGet(BundleLifecycle::overtaken);
          });
        });
  }

  /** Turns a bundle down for ever. */
  Outcome<StoredBundle> reject(Caller caller, UUID id, String note) {
    return database.inTransaction(stores -> {
      if (stores.policyBundles().find(id).isEmpty()) {
        return new Outcome.Unknown<>("policy bundle");
      }
      return stores.policyBundles().reject(id, account(stores, caller), now(), note)
          ? done(stores, id)
          : overtaken();
    });
  }

  /** Takes a step with a bundle that is in the right state and fit to be put in force. */
  private Outcome<StoredBundle> step(
      UUID id, BundleState state, Function<StoredBundle, Outcome<StoredBundle>> step) {
    Optional<StoredBundle> found =
        database.inTransaction(stores -> stores.policyBundles().find(id));
    if (found.isEmpty()) {
      return new Outcome.Unknown<>("policy bundle");
    }
    StoredBundle bundle = found.get();
    if (bundle.state() != state) {
      return new Outcome.Unfit<>(
          "wrong_state",
          "The bundle is %s, and must be %s for this step.".formatted(bundle.state(), state));
    }
    Judged judged = judge.judge(files(bundle), OptionalInt.empty());
    return judged instanceof Judged.Fit ? step.apply(bundle) : new Outcome.Refused<>(judged);
  }

  /** A bundle's files as they were checked when they came. */
  BundleFiles files(StoredBundle bundle) {
    byte[] archive =
        database
            .<Optional<byte[]>>inTransaction(stores -> stores.policyBundles().archive(bundle.id()))
            .orElseThrow();
    try {
      BundleFiles files = BundleArchive.unpack(archive);
      if (!files.manifest().hash().equals(bundle.manifestHash())) {
        throw new IllegalStateException("the files of bundle " + bundle.id() + " have changed");
      }
      return files;
    } catch (InvalidArchiveException e) {
      throw new IllegalStateException("the archive of bundle " + bundle.id() + " is damaged", e);
    }
  }

  private SignedStatement sign(
      int number, StoredBundle bundle, BundleFiles files, Account approver, Instant at) {
    Release release =
        key.release(
            new BundleStatement(
                number,
                bundle.name(),
                bundle.manifestHash(),
                bundle.author().pseudonym(),
                approver.pseudonym(),
                at),
            files);
    return new SignedStatement(release.statement(), release.keyId(), release.signature());
  }

  private static Outcome<StoredBundle> done(Stores stores, UUID id) {
    return new Outcome.Done<>(stores.policyBundles().find(id).orElseThrow());
  }

  private static Outcome<StoredBundle> overtaken() {
    return new Outcome.Unfit<>(
        "wrong_state", "The bundle is not, or no longer, open to this step.");
  }

  private Account account(Stores stores, Caller caller) {
    return stores.accounts().seen(caller.subject(), caller.userName(), clock.instant());
  }

  /** To the microsecond, as the database keeps it, so that records and rows say the same. */
  private Instant now() {
    return clock.instant().truncatedTo(ChronoUnit.MICROS);
  }
}
