package dev.imprimatur.db.lock;

import jakarta.persistence.EntityManager;

/**
 * What one transaction does at a time where no row could be locked for it. A transaction that holds
 * one keeps it until it ends.
 */
public enum AdvisoryLock {
  /** Counting what is open and admitting more. */
  ADMISSIONS(7_041_776),
  /** Giving a bundle the next number. */
  NUMBERING(7_041_777),
  /** Starting a shadow run. */
  SHADOW_START(7_041_778),
  /** Removing pictures that were brought; those who begin to use some share it. */
  UPLOAD_REMOVAL(7_041_779);

  private final long number;

  /**
   * @param number by which PostgreSQL knows it; it means nothing
   */
  AdvisoryLock(long number) {
    this.number = number;
  }

  /** Waits until nobody else holds or shares it, and holds it. */
  public void hold(EntityManager entities) {
    take(entities, "pg_advisory_xact_lock");
  }

  /** Waits until nobody else holds it, and shares it. */
  public void share(EntityManager entities) {
    take(entities, "pg_advisory_xact_lock_shared");
  }

  private void take(EntityManager entities, String function) {
    entities
        .createNativeQuery("select 1 from " + function + "(?1)", Integer.class)
        .setParameter(1, number)
        .getSingleResult();
  }
}
