package dev.imprimatur.diffusion.conditioning;

import ai.djl.ndarray.NDArray;
import ai.djl.ndarray.NDArrays;
import ai.djl.ndarray.NDList;
import ai.djl.ndarray.NDManager;
import dev.imprimatur.diffusion.network.Condition;
import dev.imprimatur.diffusion.network.UNetFacts;
import java.util.Arrays;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;

/** Gathers the conditions of all slots of a batch; slots that nobody takes hold zeros. */
public final class BatchCondition {
  private static final int SIZES = 6;

  private final UNetFacts facts;
  private final float[] sizes;
  private final Map<Integer, TextCondition> texts = new TreeMap<>();
  private final float[] guidance;

  /** The conditions of {@code batch} slots for pictures of that size in pixels. */
  public BatchCondition(UNetFacts facts, int batch, int height, int width) {
    this.facts = facts;
    this.sizes = new float[] {height, width, 0, 0, height, width};
    this.guidance = new float[batch];
  }

  /**
   * Puts a text into a slot.
   *
   * @param guidanceScale for networks that take it as an input
   */
  public void put(int slot, TextCondition text, double guidanceScale) {
    texts.put(slot, text);
    guidance[slot] = (float) guidanceScale - 1;
  }

  /** The whole batch, in which at least one slot is taken. */
  public Condition gathered(NDManager manager) {
    TextCondition empty = texts.values().iterator().next().zeros();
    NDList hidden = new NDList();
    NDList pooled = new NDList();
    for (int slot = 0; slot < guidance.length; slot++) {
      TextCondition present = texts.getOrDefault(slot, empty);
      hidden.add(present.hidden());
      present.pooled().ifPresent(pooled::add);
    }
    return new Condition(
        NDArrays.concat(hidden, 0),
        facts.takesSizes() ? Optional.of(NDArrays.concat(pooled, 0)) : Optional.empty(),
        facts.takesSizes() ? Optional.of(repeated(manager)) : Optional.empty(),
        facts.takesGuidance() ? Optional.of(manager.create(guidance)) : Optional.empty());
  }

  private NDArray repeated(NDManager manager) {
    float[][] rows = new float[guidance.length][SIZES];
    Arrays.fill(rows, sizes);
    return manager.create(rows);
  }
}
