package dev.imprimatur.diffusion.conditioning;

import ai.djl.ndarray.NDManager;
import dev.imprimatur.diffusion.prompt.WeightedSpan;
import dev.imprimatur.diffusion.tokenizer.EncodedText;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.Consumer;

/**
 * The texts of some drawings, each encoded once: pictures often share a negative prompt. Used by
 * one thread.
 */
public final class RememberedTexts {
  private final NDManager manager;
  private final Map<List<WeightedSpan>, Remembered> texts = new HashMap<>();

  /** Remembers nothing yet; {@code manager} owns what will be. */
  public RememberedTexts(NDManager manager) {
    this.manager = manager;
  }

  private record Remembered(TextCondition condition, Optional<EncodedText> cut) {}

  /**
   * The condition of a text, by {@code encoder} the first time.
   *
   * @param cut is told what did not fit, each time
   */
  public TextCondition encode(
      PromptEncoder encoder, List<WeightedSpan> spans, Consumer<EncodedText> cut) {
    Remembered remembered = texts.computeIfAbsent(spans, unknown -> encoded(encoder, unknown));
    remembered.cut().ifPresent(cut);
    return remembered.condition();
  }

  private Remembered encoded(PromptEncoder encoder, List<WeightedSpan> spans) {
    var cuts = new Cuts();
    TextCondition condition = encoder.encode(manager, spans, cuts);
    return new Remembered(condition, cuts.last);
  }

  private static final class Cuts implements Consumer<EncodedText> {
    private Optional<EncodedText> last = Optional.empty();

    @Override
    public void accept(EncodedText cut) {
      last = Optional.of(cut);
    }
  }
}
