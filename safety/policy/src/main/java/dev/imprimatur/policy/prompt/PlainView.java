package dev.imprimatur.policy.prompt;

import com.ibm.icu.lang.UCharacter;
import com.ibm.icu.text.Normalizer2;
import com.ibm.icu.text.SpoofChecker;

/**
 * The view in which letters that look like Latin ones are Latin ones, without marks: what a reader
 * sees at a glance. Only characters outside ASCII are replaced, because Unicode's full skeletons
 * (UTS 39) also rewrite plain Latin, "m" to "rn".
 */
final class PlainView {
  private static final Normalizer2 NFD = Normalizer2.getNFDInstance();
  private static final SpoofChecker CONFUSABLES = new SpoofChecker.Builder().build();

  private PlainView() {}

  static PromptView of(PromptView folded) {
    var builder = new ViewBuilder(folded);
    String text = folded.text();
    for (int at = 0; at < text.length(); ) {
      int character = text.codePointAt(at);
      builder.append(character < 0x80 ? Character.toString(character) : plain(character), at);
      at += Character.charCount(character);
    }
    return builder.build(PromptView.PLAIN);
  }

  private static String plain(int character) {
    String decomposed = NFD.normalize(Character.toString(character));
    var plain = new StringBuilder();
    decomposed
        .codePoints()
        .filter(each -> UCharacter.getCombiningClass(each) == 0)
        .forEach(each -> plain.append(each < 0x80 ? Character.toString(each) : lookalike(each)));
    return plain.toString();
  }

  private static String lookalike(int character) {
    String itself = Character.toString(character);
    if (!UCharacter.isLetter(character)) {
      return itself;
    }
    String skeleton = CONFUSABLES.getSkeleton(itself);
    boolean latin = skeleton.chars().allMatch(each -> each < 0x80 && Character.isLetter(each));
    return latin ? UCharacter.foldCase(skeleton, true) : itself;
  }
}
