package dev.imprimatur.policy.prompt;

import com.ibm.icu.text.Normalizer2;
import java.util.ArrayList;
import java.util.List;

/**
 * Brings a prompt into one form: Unicode's NFKC without control and default-ignorable characters,
 * white space as single spaces.
 *
 * <p>Marks stacked higher than {@value MarkStacks#LIMIT} are cut first, the limit of Unicode's
 * Stream-Safe Text Format (UAX 15): no language needs more, and reordering unbounded stacks takes
 * quadratic time. With it every step is linear in the input.
 *
 * <p>Normalising a second time changes nothing.
 */
public final class PromptNormaliser {
  private final Normalizer2 nfkc = Normalizer2.getNFKCInstance();

  /** Normalises any string, well-formed or not; brackets are text. */
  public NormalisedPrompt normalise(String raw) {
    var changes = new ArrayList<String>();
    String text = clean(raw, changes);
    return new NormalisedPrompt(raw, text, List.of(), changes, Views.of(text));
  }

  /**
   * Normalises any string, and reads {@code (words:1.2)} as words that count more. The text is that
   * without the markup: what is drawn and so what must be judged.
   */
  public WeightedReading normaliseWeighted(String raw) {
    var changes = new ArrayList<String>();
    WrittenWeights.Taken taken = WrittenWeights.outOf(clean(raw, changes));
    if (taken.defect().isPresent()) {
      return new WeightedReading.Defective(taken.defect().get());
    }
    String text = taken.text();
    // Two halves of a character may have met where a bracket was.
    if (!clean(text, new ArrayList<>()).equals(text)) {
      return new WeightedReading.Defective("has a weight inside a character");
    }
    int count = taken.weights().size();
    if (count > 0) {
      changes.add(count == 1 ? "1 weight read" : count + " weights read");
    }
    return new WeightedReading.Read(
        new NormalisedPrompt(raw, text, taken.weights(), changes, Views.of(text)));
  }

  private String clean(String raw, List<String> changes) {
    String wellFormed = note(changes, CharacterFilter.replaceLoneSurrogates(raw));
    String visible = note(changes, CharacterFilter.dropInvisible(wellFormed));
    String cut = note(changes, MarkStacks.cut(visible));
    String composed = compose(cut, changes);
    return note(changes, CharacterFilter.collapseSpace(composed));
  }

  private String compose(String text, List<String> changes) {
    String composed = nfkc.normalize(text);
    if (!composed.equals(text)) {
      changes.add("compatibility characters brought to their plain form (NFKC)");
    }
    return composed;
  }

  private static String note(List<String> changes, Cleaned cleaned) {
    cleaned.change().ifPresent(changes::add);
    return cleaned.text();
  }
}
