package dev.imprimatur.stack.process;

import java.io.IOException;
import java.util.Optional;

/** A part of the system that runs beside this process. */
public interface Part {
  /** Its name, as in the names of its log file and of its folder. */
  String name();

  /** Where it listens; 0 if nowhere. */
  int port();

  /**
   * Starts it and waits until it can do its work.
   *
   * @throws PartFailedException if it does not come up
   */
  void start() throws IOException, InterruptedException, PartFailedException;

  /** Whether it still runs. */
  boolean isAlive();

  /** Its process, while there is one. */
  Optional<Long> pid();

  /** Ends it in good order; does nothing if it does not run. */
  void stop();
}
