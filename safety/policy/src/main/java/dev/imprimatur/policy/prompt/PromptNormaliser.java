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

  /** Normalises any string, well-formed or not. */
  public NormalisedPrompt normalise(String raw) {
    var changes = new ArrayList<String>();
    String wellFormed = note(changes, CharacterFilter.replaceLoneSurrogates(raw));
    String visible = note(changes, CharacterFilter.dropInvisible(wellFormed));
    String cut = note(changes, MarkStacks.cut(visible));
    String composed = compose(cut, changes);
    String text = note(changes, CharacterFilter.collapseSpace(composed));
    return new NormalisedPrompt(raw, text, changes, Views.of(text));
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
