package dev.imprimatur.diffusion;

import dev.imprimatur.diffusion.network.Releasable;
import dev.imprimatur.diffusion.network.Residency;
import java.util.function.Function;

/** A part of a model, which is on the device always or only while it is used. */
sealed interface Part<T extends Releasable> extends Releasable {
  /** Lets {@code use} have the part. Nothing may keep it. */
  <R> R with(Function<T, R> use);

  /** The part with so much of it on the device, where that can be chosen for each use. */
  Part<T> within(Residency residency);

  /** On the device from opening to closing. */
  record Resident<T extends Releasable>(T part) implements Part<T> {
    @Override
    public <R> R with(Function<T, R> use) {
      return use.apply(part);
    }

    @Override
    public Part<T> within(Residency residency) {
      return this;
    }

    @Override
    public void close() {
      part.close();
    }
  }

  /**
   * Brought in from the checkpoint's files for each use.
   *
   * @param afterwards what to do when it is gone
   */
  record Visiting<T extends Releasable>(
      PartLoader<T> loader, Residency residency, Runnable afterwards) implements Part<T> {
    @Override
    public <R> R with(Function<T, R> use) {
      try (T part = loader.load(residency)) {
        return use.apply(part);
      } catch (InvalidCheckpointException e) {
        throw new IllegalStateException("the checkpoint has changed while it was open", e);
      } finally {
        afterwards.run();
      }
    }

    @Override
    public Part<T> within(Residency other) {
      return new Visiting<>(loader, other, afterwards);
    }

    @Override
    public void close() {}
  }
}
