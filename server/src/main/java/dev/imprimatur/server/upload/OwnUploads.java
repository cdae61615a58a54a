package dev.imprimatur.server.upload;

import dev.imprimatur.db.Database;
import dev.imprimatur.db.Stores;
import dev.imprimatur.db.account.Account;
import dev.imprimatur.db.upload.Removal;
import dev.imprimatur.db.upload.Upload;
import dev.imprimatur.server.identity.Caller;
import java.time.Clock;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.UUID;

/** The pictures that a caller has brought; those of others are not there. */
public final class OwnUploads {
  private final Database database;
  private final Clock clock;

  public OwnUploads(Database database, Clock clock) {
    this.database = database;
    this.clock = clock;
  }

  /** One of them. */
  public Optional<Upload> find(Caller caller, UUID id) {
    return database.inTransaction(
        stores -> stores.uploads().find(account(stores, caller), id, now()));
  }

  /** One of them, as a PNG file. */
  public Optional<byte[]> picture(Caller caller, UUID id) {
    return database.inTransaction(
        stores -> stores.uploads().picture(account(stores, caller), id, now()));
  }

  /** All of them, newest first. */
  List<Upload> all(Caller caller) {
    return database.inTransaction(stores -> stores.uploads().all(account(stores, caller), now()));
  }

  /** Takes one in, unless the caller has {@code most} already. */
  boolean add(Caller caller, Upload upload, byte[] png, int most) {
    return database.inTransaction(stores -> {
      Account account = account(stores, caller);
      if (stores.uploads().all(account, now()).size() >= most) {
        return false;
      }
      stores.uploads().add(account, upload, png);
      return true;
    });
  }

  /** Removes one of them, unless a request that starts from it has not ended. */
  public Removal remove(Caller caller, UUID id) {
    return database.inTransaction(
        stores -> stores.uploads().remove(account(stores, caller), id, now()));
  }

  private Instant now() {
    return clock.instant();
  }

  private Account account(Stores stores, Caller caller) {
    return stores.accounts().seen(caller.subject(), caller.userName(), now());
  }
}
