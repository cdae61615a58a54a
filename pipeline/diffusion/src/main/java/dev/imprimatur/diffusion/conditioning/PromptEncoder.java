package dev.imprimatur.diffusion.conditioning;

import ai.djl.ndarray.NDArray;
import ai.djl.ndarray.NDArrays;
import ai.djl.ndarray.NDList;
import ai.djl.ndarray.NDManager;
import dev.imprimatur.diffusion.network.Releasable;
import dev.imprimatur.diffusion.network.TextEncoder;
import dev.imprimatur.diffusion.prompt.WeightedSpan;
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
   * @param spans the text with its weights
   * @param cut is told what did not fit, once at most
   */
  public TextCondition encode(
      NDManager manager, List<WeightedSpan> spans, Consumer<EncodedText> cut) {
    TextEncoder.Layer layer =
        towers.size() == 1 ? TextEncoder.Layer.LAST : TextEncoder.Layer.PENULTIMATE;
    NDList hidden = new NDList();
    Optional<NDArray> pooled = Optional.empty();
    for (Tower tower : towers) {
      EncodedText encoded = tower.tokenizer().encode(spans);
      if (encoded.cut() > 0 && hidden.isEmpty()) {
        cut.accept(encoded);
      }
      NDList states = tower.encoder().encode(manager, encoded.ids(), layer);
      hidden.add(Emphasis.apply(states.get(0), encoded.weights()));
      pooled =
          towers.size() > 1 && states.size() > 1 ? Optional.of(states.get(1)) : Optional.empty();
    }
    return new TextCondition(NDArrays.concat(hidden, -1), pooled);
  }

  @Override
  public void close() {
    towers.forEach(tower -> tower.encoder().close());
  }
}
