package dev.imprimatur.diffusion.tokenizer;

import dev.imprimatur.diffusion.InvalidCheckpointException;
import dev.imprimatur.diffusion.prompt.WeightedSpan;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.stream.Collectors;

/**
 * CLIP's tokenizer: lower-cased words, each encoded as bytes and merged pair by pair in the order
 * of the checkpoint's merges (byte-level BPE), the last piece of a word marked with {@code </w>}.
 *
 * <p>As with Transformers, the names of special tokens in a text become those tokens: {@code
 * <|endoftext|>} in a prompt ends what a pooled embedding sees, and with a checkpoint that fills up
 * with {@code !} every exclamation mark is a token of its own. Ids depend on the words alone, never
 * on weights.
 */
public final class ClipTokenizer {
  private static final String WORD_END = "</w>";

  private final Vocabulary vocabulary;
  private final SpecialTokens written;
  private final SpecialTokens normalised;

  private ClipTokenizer(Vocabulary vocabulary) {
    this.vocabulary = vocabulary;
    this.written =
        new SpecialTokens(
            vocabulary.special().stream().filter(token -> !token.normalised()).toList());
    this.normalised =
        new SpecialTokens(vocabulary.special().stream().filter(SpecialToken::normalised).toList());
  }

  /** The tokenizer of a checkpoint's {@code tokenizer} folder. */
  public static ClipTokenizer read(Path folder) throws InvalidCheckpointException {
    return read(new TokenizerFiles.Folder(folder));
  }

  static ClipTokenizer read(TokenizerFiles files) throws InvalidCheckpointException {
    return new ClipTokenizer(TokenizerFolder.read(files));
  }

  /** How many embeddings a text encoder needs for the ids: one more than the largest. */
  public int vocabularySize() {
    return 1 + vocabulary.ids().values().stream().mapToInt(Integer::intValue).max().orElse(0);
  }

  /** How many ids every encoded text has. */
  public int length() {
    return vocabulary.length();
  }

  /** Encodes {@code text} to the checkpoint's fixed length, cutting what is too long. */
  public EncodedText encode(String text) {
    return encode(List.of(new WeightedSpan(text, 1)));
  }

  /** The same for a text in spans; a token weighs what the span weighs in which it begins. */
  public EncodedText encode(List<WeightedSpan> spans) {
    String text = spans.stream().map(WeightedSpan::text).collect(Collectors.joining());
    List<Piece> pieces = pieces(text);
    int room = vocabulary.length() - 2;
    int kept = Math.min(room, pieces.size());
    long[] ids = new long[vocabulary.length()];
    Arrays.fill(ids, vocabulary.padding());
    ids[0] = vocabulary.begin();
    for (int i = 0; i < kept; i++) {
      ids[i + 1] = pieces.get(i).id();
    }
    ids[kept + 1] = vocabulary.end();
    String cutText =
        kept < pieces.size() ? text.substring(pieces.get(kept).origin()).stripTrailing() : "";
    return new EncodedText(
        ids, weights(spans, pieces.subList(0, kept)), pieces.size() - kept, cutText);
  }

  private float[] weights(List<WeightedSpan> spans, List<Piece> pieces) {
    float[] weights = new float[vocabulary.length()];
    Arrays.fill(weights, 1);
    int piece = 0;
    int end = 0;
    for (WeightedSpan span : spans) {
      end += span.text().length();
      while (piece < pieces.size() && pieces.get(piece).origin() < end) {
        piece++;
        weights[piece] = span.weight();
      }
    }
    return weights;
  }

  private List<Piece> pieces(String text) {
    var pieces = new ArrayList<Piece>();
    for (SpecialTokens.Part part : written.split(text)) {
      part.id()
          .ifPresentOrElse(
              id -> pieces.add(new Piece(id, part.from())),
              () -> addPlain(NormalisedText.of(text, part.from(), part.to()), pieces));
    }
    return pieces;
  }

  private void addPlain(NormalisedText text, List<Piece> pieces) {
    String characters = text.characters();
    for (SpecialTokens.Part part : normalised.split(characters)) {
      part.id()
          .ifPresentOrElse(
              id -> pieces.add(new Piece(id, text.origin(part.from()))),
              () ->
                  Words.split(
                      characters.substring(part.from(), part.to()),
                      (from, to) -> addWord(text, part.from() + from, part.from() + to, pieces)));
    }
  }

  private void addWord(NormalisedText text, int from, int to, List<Piece> pieces) {
    byte[] bytes = text.characters().substring(from, to).getBytes(StandardCharsets.UTF_8);
    int[] ids = new int[bytes.length];
    for (int i = 0; i < bytes.length; i++) {
      String token = ByteAlphabet.of(bytes[i]) + (i + 1 < bytes.length ? "" : WORD_END);
      ids[i] = vocabulary.ids().getOrDefault(token, vocabulary.unknown());
    }
    new WordPieces(vocabulary.merges(), ids).merge(text.byteOrigins(from, to), pieces);
  }
}
