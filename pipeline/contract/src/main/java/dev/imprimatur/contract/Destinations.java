package dev.imprimatur.contract;

/** Names of the broker's queues and topics. */
public final class Destinations {
  /** Queue: signed {@link GenerationOrder}s from the server to whichever worker is free. */
  public static final String ORDERS = "imprimatur.orders";

  /** Queue: signed {@link GenerationResult}s from workers to the server. */
  public static final String RESULTS = "imprimatur.results";

  /** Topic: signed {@link Progress} of running orders. */
  public static final String PROGRESS = "imprimatur.progress";

  /** Topic: signed {@link Cancellation}s from the server to all workers. */
  public static final String CANCELLATIONS = "imprimatur.cancellations";

  /** Topic: signed {@link Heartbeat}s of workers. */
  public static final String HEARTBEATS = "imprimatur.heartbeats";

  /** Queue: orders that no worker survived. */
  public static final String DEAD_ORDERS = "imprimatur.dead.orders";

  /** Queue: results that the server could not take. */
  public static final String DEAD_RESULTS = "imprimatur.dead.results";

  private Destinations() {}
}
