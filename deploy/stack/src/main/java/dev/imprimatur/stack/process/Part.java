package dev.imprimatur.stack.process;

import java.io.IOException;
import java.util.Optional;
import java.util.Set;

/**
 * A part of the system that runs beside this process. It is driven by one thread: {@link #prepare},
 * then {@link #launch} and {@link #awaitReady} as often as it has to be started.
 */
public interface Part {
  /** Its name, as in the names of its log file and of its folder. */
  String name();

  /** Where it listens; 0 if nowhere. */
  int port();

  /** The names of the parts that must be ready before it is launched. */
  Set<String> needs();

  /**
   * Lays out what it needs on disk, while others may still be starting.
   *
   * @throws PartFailedException if that is not to be had
   */
  void prepare() throws IOException, InterruptedException, PartFailedException;

  /** Starts its process. */
  void launch() throws IOException, InterruptedException, PartFailedException;

  /**
   * Waits until it can do its work.
   *
   * @throws PartFailedException if it does not come up
   */
  void awaitReady() throws IOException, InterruptedException, PartFailedException;

  /** Whether it still runs. */
  boolean isAlive();

  /** Its process, while there is one. */
  Optional<Long> pid();

  /** Ends it in good order; does nothing if it does not run. */
  void stop();
}
