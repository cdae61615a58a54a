package dev.imprimatur.diffusion.tokenizer;

import dev.imprimatur.diffusion.InvalidCheckpointException;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.TreeMap;

/**
 * CLIP's own vocabulary of 49,408 tokens, which every Stable Diffusion model was trained with and
 * no single-file checkpoint brings along. The merges come with this library, everything else
 * follows from them: first the bytes, then the bytes at the end of a word, the results of the
 * merges, and the two special tokens.
 */
public final class ClipVocabulary {
  private static final String WORD_END = "</w>";
  private static final String BEGIN = "<|startoftext|>";
  private static final String END = "<|endoftext|>";
  private static final String MERGES = "merges.txt";

  private final Map<String, String> files = new TreeMap<>();

  private ClipVocabulary(String padding) {
    String merges = resource();
    files.put(MERGES, merges);
    files.put("vocab.json", vocabulary(merges));
    files.put("special_tokens_map.json", specialTokens(padding));
    files.put(
        "tokenizer_config.json",
        """
        {
          "model_max_length": 77,
          "tokenizer_class": "CLIPTokenizer"
        }
        """);
  }

  /** Filled up with the end token, as Stable Diffusion 1 and the first encoder of XL read it. */
  public static ClipVocabulary filledWithEnds() {
    return new ClipVocabulary(END);
  }

  /** Filled up with the token 0, as Stable Diffusion 2 and the second encoder of XL read it. */
  public static ClipVocabulary filledWithZeros() {
    return new ClipVocabulary("!");
  }

  /** The tokenizer over this vocabulary. */
  public ClipTokenizer tokenizer() throws InvalidCheckpointException {
    return ClipTokenizer.read(new InMemory(files));
  }

  /** Writes the files of a tokenizer, as a checkpoint in the diffusers layout has them. */
  public void write(Path folder) throws IOException {
    Files.createDirectories(folder);
    for (Map.Entry<String, String> file : files.entrySet()) {
      Files.writeString(folder.resolve(file.getKey()), file.getValue());
    }
  }

  /** JSON from tokens to ids, a line for each in the order of the tokens. */
  private static String vocabulary(String merges) {
    List<String> tokens = tokens(merges);
    var ids = new TreeMap<String, Integer>();
    for (int id = 0; id < tokens.size(); id++) {
      ids.put(tokens.get(id), id);
    }
    var json = new StringBuilder("{\n");
    ids.forEach((token, id) ->
        json.append("  \"").append(escaped(token)).append("\": ").append(id).append(",\n"));
    json.setLength(json.length() - ",\n".length());
    return json.append("\n}\n").toString();
  }

  private static String escaped(String token) {
    return token.replace("\\", "\\\\").replace("\"", "\\\"");
  }

  private static List<String> tokens(String merges) {
    var tokens = new ArrayList<String>();
    for (char character : ByteAlphabet.inOrder()) {
      tokens.add(String.valueOf(character));
    }
    for (String character : List.copyOf(tokens)) {
      tokens.add(character + WORD_END);
    }
    merges.lines().skip(1).forEach(merge -> tokens.add(merge.replace(" ", "")));
    tokens.addAll(Arrays.asList(BEGIN, END));
    return tokens;
  }

  private static String specialTokens(String padding) {
    String normalised =
        """
        {
            "content": "%s",
            "lstrip": false,
            "normalized": true,
            "rstrip": false,
            "single_word": false
          }\
        """
            .stripTrailing();
    return """
    {
      "bos_token": %s,
      "eos_token": %s,
      "pad_token": "%s",
      "unk_token": %s
    }
    """
        .formatted(
            normalised.formatted(BEGIN),
            normalised.formatted(END),
            padding,
            normalised.formatted(END));
  }

  private static String resource() {
    try (InputStream in = ClipVocabulary.class.getResourceAsStream(MERGES)) {
      return new String(Objects.requireNonNull(in, MERGES).readAllBytes(), StandardCharsets.UTF_8);
    } catch (IOException e) {
      throw new UncheckedIOException(MERGES + " cannot be read", e);
    }
  }

  /** Files that are not on disk. */
  private record InMemory(Map<String, String> files) implements TokenizerFiles {
    @Override
    public String name() {
      return "CLIP's vocabulary";
    }

    @Override
    public boolean has(String file) {
      return files.containsKey(file);
    }

    @Override
    public String text(String file) {
      return Objects.requireNonNull(files.get(file), file);
    }
  }
}
