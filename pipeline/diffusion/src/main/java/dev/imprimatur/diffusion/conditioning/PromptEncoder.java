package dev.imprimatur.diffusion.conditioning;

import ai.djl.ndarray.NDArray;
import ai.djl.ndarray.NDArrays;
import ai.djl.ndarray.NDList;
import ai.djl.ndarray.NDManager;
import dev.imprimatur.diffusion.network.Releasable;
import dev.imprimatur.diffusion.network.TextEncoder;
import dev.imprimatur.diffusion.tokenizer.ClipTokenizer;
import dev.imprimatur.diffusion.tokenizer.EncodedText;
import java.util.List;
import java.util.Optional;
import java.util.function.Consumer;

/**
 * Texts to conditions: one encoder with its last hidden states for Stable Diffusion 1 and 2; two
 * encoders with their penultimate states side by side, and the pooled text of the second, for XL.
 */
public final class PromptEncoder implements Releasable {
  private final List<Tower> towers;

  /** An encoder over one tower or two. */
  public PromptEncoder(List<Tower> towers) {
    this.towers = List.copyOf(towers);
  }

  /**
   * A text encoder with its tokenizer.
   *
   * @param encoder closed with the prompt encoder
   */
  public record Tower(ClipTokenizer tokenizer, TextEncoder encoder) {}

  /**
   * Encodes a text.
   *
   * @param manager owns the result
   * @param cut is told how much did not fit, once at most
   */
  public TextCondition encode(NDManager manager, String text, Consumer<EncodedText> cut) {
    EncodedText first = towers.getFirst().tokenizer().encode(text);
    if (first.cut() > 0) {
      cut.accept(first);
    }
    if (towers.size() == 1) {
      NDList states =
          towers.getFirst().encoder().encode(manager, first.ids(), TextEncoder.Layer.LAST);
      return new TextCondition(states.get(0), Optional.empty());
    }
    NDList hidden = new NDList();
    Optional<NDArray> pooled = Optional.empty();
    for (Tower tower : towers) {
      EncodedText encoded = tower.tokenizer().encode(text);
      NDList states = tower.encoder().encode(manager, encoded.ids(), TextEncoder.Layer.PENULTIMATE);
      hidden.add(states.get(0));
      pooled = states.size() > 1 ? Optional.of(states.get(1)) : Optional.empty();
    }
    return new TextCondition(NDArrays.concat(hidden, -1), pooled);
  }

  @Override
  public void close() {
    towers.forEach(tower -> tower.encoder().close());
  }
}
