package dev.imprimatur.worker.shelf;

import dev.imprimatur.diffusion.DiffusionModel;

/** An open model, which stays open until it is given back. */
public final class ModelLoan implements AutoCloseable {
  private final DiffusionModel model;
  private final Runnable giveBack;

  ModelLoan(DiffusionModel model, Runnable giveBack) {
    this.model = model;
    this.giveBack = giveBack;
  }

  /** The model, to be used until this loan is closed. */
  public DiffusionModel model() {
    return model;
  }

  @Override
  public void close() {
    giveBack.run();
  }
}
