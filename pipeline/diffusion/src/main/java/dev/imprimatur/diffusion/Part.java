package dev.imprimatur.diffusion;

import dev.imprimatur.diffusion.network.Releasable;
import java.util.function.Function;

/** A part of a model, which is on the device always or only while it is used. */
sealed interface Part<T extends Releasable> extends Releasable {
  /** Lets {@code use} have the part. Nothing may keep it. */
  <R> R with(Function<T, R> use);

  /** On the device from opening to closing. */
  record Resident<T extends Releasable>(T part) implements Part<T> {
    @Override
    public <R> R with(Function<T, R> use) {
      return use.apply(part);
    }

    @Override
    public void close() {
      part.close();
    }
  }

  /** Brought in from the checkpoint's files for each use. */
  record Visiting<T extends Releasable>(PartLoader<T> loader) implements Part<T> {
    @Override
    public <R> R with(Function<T, R> use) {
      try (T part = loader.load()) {
        return use.apply(part);
      } catch (InvalidCheckpointException e) {
        throw new IllegalStateException("the checkpoint has changed while it was open", e);
      }
    }

    @Override
    public void close() {}
  }
}
