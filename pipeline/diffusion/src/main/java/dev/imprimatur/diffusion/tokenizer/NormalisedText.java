package dev.imprimatur.diffusion.tokenizer;

import java.text.Normalizer;
import java.util.Arrays;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.IntStream;

/**
 * A text composed (Unicode's form NFC) and in lower case, that still knows where each of its
 * characters came from. Lower case is taken character by character, without regard to context.
 */
final class NormalisedText {
  /** A character as readers see it. Nothing composes across its borders. */
  private static final Pattern SEEN_CHARACTER = Pattern.compile("\\X");

  /** The only character that becomes two in lower case. */
  private static final int DOTTED_CAPITAL_I = 0x130;

  private final String characters;
  private final int[] origins;

  private NormalisedText(String characters, int[] origins) {
    this.characters = characters;
    this.origins = origins;
  }

  /** The part of {@code text} from {@code from} to before {@code to}. */
  static NormalisedText of(String text, int from, int to) {
    var characters = new StringBuilder(to - from);
    int[] origins = new int[to - from];
    Matcher seen = SEEN_CHARACTER.matcher(text).region(from, to);
    while (seen.find()) {
      int start = characters.length();
      Normalizer.normalize(seen.group(), Normalizer.Form.NFC)
          .codePoints()
          .forEach(character -> appendInLowerCase(characters, character));
      if (characters.length() > origins.length) {
        origins = Arrays.copyOf(origins, 2 * characters.length());
      }
      Arrays.fill(origins, start, characters.length(), seen.start());
    }
    return new NormalisedText(characters.toString(), origins);
  }

  String characters() {
    return characters;
  }

  /** Where in the whole original text the reader's character begins that {@code index} is of. */
  int origin(int index) {
    return origins[index];
  }

  /** The origins of the bytes that the characters from {@code from} to before {@code to} have. */
  int[] byteOrigins(int from, int to) {
    IntStream.Builder bytes = IntStream.builder();
    for (int at = from; at < to; at = characters.offsetByCodePoints(at, 1)) {
      int length = utf8Length(characters.codePointAt(at));
      for (int i = 0; i < length; i++) {
        bytes.add(origins[at]);
      }
    }
    return bytes.build().toArray();
  }

  private static void appendInLowerCase(StringBuilder characters, int character) {
    if (character == DOTTED_CAPITAL_I) {
      characters.append("i\u0307");
    } else {
      characters.appendCodePoint(Character.toLowerCase(character));
    }
  }

  /** Bytes of a character in UTF-8; half a pair of surrogates becomes a question mark. */
  private static int utf8Length(int character) {
    if (character < 0x80 || (character >= 0xD800 && character <= 0xDFFF)) {
      return 1;
    }
    return character < 0x800 ? 2 : character < 0x10000 ? 3 : 4;
  }
}
