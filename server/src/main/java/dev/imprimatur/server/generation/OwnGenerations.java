package dev.imprimatur.server.generation;

import dev.imprimatur.db.Database;
import dev.imprimatur.db.Stores;
import dev.imprimatur.db.account.Account;
import dev.imprimatur.db.generation.Cursor;
import dev.imprimatur.db.generation.Filter;
import dev.imprimatur.db.generation.Generation;
import dev.imprimatur.db.generation.GenerationState;
import dev.imprimatur.db.generation.Page;
import dev.imprimatur.db.receipt.Receipt;
import dev.imprimatur.server.identity.Caller;
import java.time.Clock;
import java.util.Optional;
import java.util.Set;
import java.util.UUID;

/** A caller's own generations; those of others are not there. */
public final class OwnGenerations {
  private final Database database;
  private final Clock clock;

  public OwnGenerations(Database database, Clock clock) {
    this.database = database;
    this.clock = clock;
  }

  /** The caller's generation of that id. */
  public Optional<Generation> find(Caller caller, UUID id) {
    return database.inTransaction(stores -> own(stores, caller, id));
  }

  /** Some of the caller's generations, newest first. */
  public Page page(Caller caller, Set<GenerationState> states, Optional<Cursor> cursor, int limit) {
    return database.inTransaction(stores ->
        stores
            .generations()
            .page(Filter.ofOwner(account(stores, caller).id(), states), cursor, limit));
  }

  /** A released picture, as a PNG file. */
  public Optional<byte[]> image(Caller caller, UUID id, int index) {
    return database.inTransaction(stores ->
        own(stores, caller, id)
            .flatMap(generation -> stores.generations().releasedImage(id, index)));
  }

  /** The receipt of a finished generation. */
  public Optional<Receipt> receipt(Caller caller, UUID id) {
    return database.inTransaction(
        stores -> own(stores, caller, id).flatMap(generation -> stores.generations().receipt(id)));
  }

  private Optional<Generation> own(Stores stores, Caller caller, UUID id) {
    Account account = account(stores, caller);
    return stores
        .generations()
        .find(id)
        .filter(generation -> generation.owner().id().equals(account.id()));
  }

  private Account account(Stores stores, Caller caller) {
    return stores.accounts().seen(caller.subject(), caller.userName(), clock.instant());
  }
}
