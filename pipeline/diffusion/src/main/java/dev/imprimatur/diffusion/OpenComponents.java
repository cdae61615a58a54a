package dev.imprimatur.diffusion;

import dev.imprimatur.diffusion.checkpoint.Checkpoint;
import dev.imprimatur.diffusion.checkpoint.Component;
import java.util.HashMap;
import java.util.Map;

/**
 * The components of a checkpoint, each opened once. A network that comes and goes then reads the
 * files that were there when the model was opened, and finds the pages that it had mapped.
 */
final class OpenComponents implements AutoCloseable {
  private final Checkpoint checkpoint;
  private final Map<String, Component> open = new HashMap<>();

  OpenComponents(Checkpoint checkpoint) {
    this.checkpoint = checkpoint;
  }

  /** The component of that name, which stays open until this is closed. */
  synchronized Component component(String name) throws InvalidCheckpointException {
    Component known = open.get(name);
    if (known == null) {
      known = checkpoint.component(name);
      open.put(name, known);
    }
    return known;
  }

  /** Lets the system have the pages of mapped weights, until they are read again. */
  synchronized void giveBackPages() {
    open.values().forEach(Component::giveBackPages);
  }

  @Override
  public synchronized void close() {
    open.values().forEach(Component::close);
    open.clear();
  }
}
