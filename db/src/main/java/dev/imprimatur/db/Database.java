package dev.imprimatur.db;

import java.util.function.Function;

/** Runs work in transactions: all of it commits, or an exception undoes all of it. */
public interface Database {
  /** Runs {@code work} in a transaction of its own and commits. */
  <T> T inTransaction(Function<Stores, T> work);
}
