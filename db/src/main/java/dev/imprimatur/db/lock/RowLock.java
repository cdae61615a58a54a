package dev.imprimatur.db.lock;

import jakarta.persistence.EntityManager;
import jakarta.persistence.LockModeType;
import java.util.Optional;

/** Locks on rows that are about to be changed. */
public final class RowLock {
  private RowLock() {}

  /**
   * A row as it is once nobody else changes it, also where this transaction has read it before;
   * others that want to change it wait until this transaction ends.
   */
  public static <T> Optional<T> of(EntityManager entities, Class<T> type, Object id) {
    T row = entities.find(type, id);
    if (row == null) {
      return Optional.empty();
    }
    entities.flush();
    entities.refresh(row, LockModeType.PESSIMISTIC_WRITE);
    return Optional.of(row);
  }
}
