package dev.imprimatur.policy.encoding;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.io.IOException;
import java.io.InputStream;
import java.text.Normalizer;
import java.util.Arrays;
import java.util.HashMap;
import java.util.Locale;
import java.util.Map;

/**
 * Cuts text into the pieces of BERT's uncased vocabulary: words and signs first, then each word
 * into the longest pieces there are, from the left (WordPiece; Devlin et al. 2019).
 */
public final class WordPieces {
  /** Longer words are one unknown piece, as in the reference tokenizer. */
  private static final int LONGEST_WORD = 100;

  private static final String CONTINUED = "##";

  private final Map<String, Integer> ids;
  private final int unknown;

  private WordPieces(Map<String, Integer> ids) {
    this.ids = ids;
    this.unknown = id("[UNK]");
  }

  /**
   * Reads a vocabulary.
   *
   * @param stream a {@code tokenizer.json} of the tokenizers library
   */
  static WordPieces read(InputStream stream) throws IOException {
    JsonNode vocabulary = new ObjectMapper().readTree(stream).path("model").path("vocab");
    var ids = new HashMap<String, Integer>();
    vocabulary.properties().forEach(entry -> ids.put(entry.getKey(), entry.getValue().intValue()));
    return new WordPieces(ids);
  }

  /** The id of a piece that the vocabulary must have. */
  int id(String piece) {
    Integer id = ids.get(piece);
    if (id == null) {
      throw new IllegalArgumentException("the vocabulary lacks the piece " + piece);
    }
    return id;
  }

  /** The place of a known piece in the vocabulary, from 1; frequent words come first. */
  public int place(String piece) {
    return id(piece) + 1;
  }

  /** Whether a lower-case word is a piece of its own. */
  public boolean knows(String word) {
    return ids.containsKey(word);
  }

  /**
   * The ids of a text's pieces, without markers for its beginning and end.
   *
   * @param limit how many pieces at most; the rest is left out
   */
  public int[] encode(String text, int limit) {
    var pieces = new int[limit];
    int count = 0;
    String plain = plain(text);
    for (int at = 0; at < plain.length() && count < limit; ) {
      int character = plain.codePointAt(at);
      int end = at + Character.charCount(character);
      if (Character.isWhitespace(character) || Character.isISOControl(character)) {
        at = end;
        continue;
      }
      if (!standsAlone(character)) {
        end = wordEnd(plain, end);
      }
      count = append(plain.substring(at, end), pieces, count);
      at = end;
    }
    return Arrays.copyOf(pieces, count);
  }

  private int append(String word, int[] pieces, int count) {
    int first = count;
    if (word.length() > LONGEST_WORD) {
      pieces[count] = unknown;
      return count + 1;
    }
    for (int start = 0; start < word.length() && count < pieces.length; ) {
      int end = longest(word, start);
      if (end < 0) {
        pieces[first] = unknown;
        return first + 1;
      }
      pieces[count++] = id(piece(word, start, end));
      start = end;
    }
    return count;
  }

  private int longest(String word, int start) {
    for (int end = word.length(); end > start; end--) {
      if (ids.containsKey(piece(word, start, end))) {
        return end;
      }
    }
    return -1;
  }

  private static String piece(String word, int start, int end) {
    String part = word.substring(start, end);
    return start == 0 ? part : CONTINUED + part;
  }

  private static int wordEnd(String text, int from) {
    int at = from;
    while (at < text.length()) {
      int character = text.codePointAt(at);
      if (Character.isWhitespace(character) || standsAlone(character)) {
        return at;
      }
      at += Character.charCount(character);
    }
    return at;
  }

  private static String plain(String text) {
    String decomposed = Normalizer.normalize(text.toLowerCase(Locale.ROOT), Normalizer.Form.NFD);
    var plain = new StringBuilder(decomposed.length());
    decomposed
        .codePoints()
        .filter(character -> Character.getType(character) != Character.NON_SPACING_MARK)
        .forEach(plain::appendCodePoint);
    return plain.toString();
  }

  private static boolean standsAlone(int character) {
    return isPunctuation(character) || Character.isIdeographic(character);
  }

  private static boolean isPunctuation(int character) {
    if (character < 0x80) {
      return character > ' ' && !Character.isLetterOrDigit(character) && character != 0x7f;
    }
    return switch (Character.getType(character)) {
      case Character.CONNECTOR_PUNCTUATION,
          Character.DASH_PUNCTUATION,
          Character.START_PUNCTUATION,
          Character.END_PUNCTUATION,
          Character.INITIAL_QUOTE_PUNCTUATION,
          Character.FINAL_QUOTE_PUNCTUATION,
          Character.OTHER_PUNCTUATION ->
          true;
      default -> false;
    };
  }
}
