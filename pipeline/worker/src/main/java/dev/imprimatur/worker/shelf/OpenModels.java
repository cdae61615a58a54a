package dev.imprimatur.worker.shelf;

import dev.imprimatur.diffusion.DiffusionModel;
import dev.imprimatur.diffusion.InvalidCheckpointException;
import dev.imprimatur.diffusion.ModelOptions;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/**
 * The models that are open, at most so many: to open one more, the one that was not used for the
 * longest time is closed. One that is lent is closed when it comes back. Thread-safe.
 */
final class OpenModels implements AutoCloseable {
  private static final float LOAD = 0.75f;

  private final ModelOptions options;
  private final int most;
  private final Map<ModelPlace, Opened> open = new LinkedHashMap<>(16, LOAD, true);

  OpenModels(ModelOptions options, int most) {
    this.options = options;
    this.most = most;
  }

  private static final class Opened {
    private final DiffusionModel model;
    private int lent;
    private boolean retired;

    private Opened(DiffusionModel model) {
      this.model = model;
    }
  }

  /** The model, opened unless it is. */
  synchronized ModelLoan borrow(ModelPlace place) throws InvalidCheckpointException {
    Opened opened = open.get(place);
    if (opened == null) {
      makeRoom();
      opened = new Opened(place.open(options));
      open.put(place, opened);
    }
    Opened lent = opened;
    lent.lent++;
    return new ModelLoan(lent.model, () -> giveBack(lent));
  }

  /** Closes a model whose checkpoint is another now, or gone. */
  synchronized void retire(ModelPlace place) {
    Opened opened = open.remove(place);
    if (opened != null) {
      retire(opened);
    }
  }

  @Override
  public synchronized void close() {
    open.values().forEach(OpenModels::retire);
    open.clear();
  }

  private void makeRoom() {
    List<ModelPlace> idle = new ArrayList<>();
    open.forEach((place, opened) -> {
      if (opened.lent == 0) {
        idle.add(place);
      }
    });
    for (ModelPlace place : idle) {
      if (open.size() >= most) {
        retire(place);
      }
    }
  }

  private synchronized void giveBack(Opened opened) {
    opened.lent--;
    if (opened.retired && opened.lent == 0) {
      opened.model.close();
    }
  }

  private static void retire(Opened opened) {
    opened.retired = true;
    if (opened.lent == 0) {
      opened.model.close();
    }
  }
}
