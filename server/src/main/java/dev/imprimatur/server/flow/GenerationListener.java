package dev.imprimatur.server.flow;

import dev.imprimatur.db.generation.GenerationState;
import java.util.UUID;

/** Is told when a generation moved on, after that was committed. */
public interface GenerationListener {
  /** The generation is now in this state. */
  void moved(UUID id, GenerationState state);
}
