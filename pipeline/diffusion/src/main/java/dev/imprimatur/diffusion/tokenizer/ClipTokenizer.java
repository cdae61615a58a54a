package dev.imprimatur.diffusion.tokenizer;

import dev.imprimatur.diffusion.InvalidCheckpointException;
import java.nio.file.Path;
import java.text.Normalizer;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import java.util.Objects;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * CLIP's tokenizer: lower-cased words, each encoded as bytes and merged pair by pair in the order
 * of the checkpoint's merges (byte-level BPE), the last piece of a word marked with {@code </w>}.
 */
public final class ClipTokenizer {
  private static final String WORD_END = "</w>";
  private static final Pattern SPACES = Pattern.compile("\\s+", Pattern.UNICODE_CHARACTER_CLASS);
  private static final Pattern WORDS =
      Pattern.compile(
          "<\\|startoftext\\|>|<\\|endoftext\\|>|'s|'t|'re|'ve|'m|'ll|'d"
              + "|\\p{L}+|\\p{N}|[^\\s\\p{L}\\p{N}]+",
          Pattern.UNICODE_CHARACTER_CLASS);

  /** Longer words are merged in parts; it keeps the time linear in the text. */
  private static final int MAXIMUM_WORD = 256;

  private final Vocabulary vocabulary;

  private ClipTokenizer(Vocabulary vocabulary) {
    this.vocabulary = vocabulary;
  }

  /** The tokenizer of a checkpoint's {@code tokenizer} folder. */
  public static ClipTokenizer read(Path folder) throws InvalidCheckpointException {
    return new ClipTokenizer(Vocabulary.read(folder));
  }

  /** Encodes {@code text} to the checkpoint's fixed length, cutting what is too long. */
  public EncodedText encode(String text) {
    List<Integer> pieces = pieces(text);
    int room = vocabulary.length() - 2;
    int kept = Math.min(room, pieces.size());
    long[] ids = new long[vocabulary.length()];
    Arrays.fill(ids, vocabulary.padding());
    ids[0] = vocabulary.begin();
    for (int i = 0; i < kept; i++) {
      ids[i + 1] = pieces.get(i);
    }
    ids[kept + 1] = vocabulary.end();
    return new EncodedText(ids, pieces.size() - kept);
  }

  private List<Integer> pieces(String text) {
    String clean =
        SPACES
            .matcher(Normalizer.normalize(text, Normalizer.Form.NFC))
            .replaceAll(" ")
            .toLowerCase(Locale.ROOT);
    var pieces = new ArrayList<Integer>();
    Matcher words = WORDS.matcher(clean);
    while (words.find()) {
      String word = words.group();
      if (word.startsWith("<|") && vocabulary.ids().containsKey(word)) {
        pieces.add(vocabulary.ids().get(word));
      } else {
        merge(ByteAlphabet.encode(word), pieces);
      }
    }
    return pieces;
  }

  private void merge(String word, List<Integer> pieces) {
    for (int from = 0; from < word.length(); from += MAXIMUM_WORD) {
      int to = Math.min(from + MAXIMUM_WORD, word.length());
      for (String part : merged(word.substring(from, to))) {
        pieces.add(vocabulary.ids().getOrDefault(part, vocabulary.unknown()));
      }
    }
  }

  private List<String> merged(String word) {
    List<String> parts = new ArrayList<>(word.length());
    for (int i = 0; i < word.length(); i++) {
      parts.add(word.substring(i, i + 1));
    }
    parts.set(parts.size() - 1, parts.getLast() + WORD_END);
    for (int best = best(parts); best >= 0; best = best(parts)) {
      mergeAll(parts, parts.get(best), parts.get(best + 1));
    }
    return parts;
  }

  /** The place of the pair that merges first, or -1. */
  private int best(List<String> parts) {
    int best = -1;
    int bestRank = Integer.MAX_VALUE;
    for (int i = 0; i + 1 < parts.size(); i++) {
      Integer rank = vocabulary.ranks().get(parts.get(i) + " " + parts.get(i + 1));
      if (rank != null && rank < bestRank) {
        best = i;
        bestRank = rank;
      }
    }
    return best;
  }

  private static void mergeAll(List<String> parts, String first, String second) {
    for (int i = 0; i + 1 < parts.size(); i++) {
      if (Objects.equals(parts.get(i), first) && Objects.equals(parts.get(i + 1), second)) {
        parts.set(i, first + second);
        parts.remove(i + 1);
      }
    }
  }
}
