package dev.imprimatur.diffusion.tokenizer;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.json.JsonMapper;
import dev.imprimatur.diffusion.EmbeddedModel;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.stream.Stream;
import java.util.zip.GZIPInputStream;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/** Equal to Transformers in the ids of awkward texts and in where they are cut. */
class ClipTokenizerGoldenTest {
  private static final Path VOCABULARY = EmbeddedModel.FOLDER.resolve("tokenizer");

  @TempDir Path folder;

  static Stream<JsonNode> folders() throws Exception {
    Path golden = Path.of("src/test/resources/golden/tokenizer/tokens.json.gz");
    try (var input = new GZIPInputStream(Files.newInputStream(golden))) {
      JsonNode folders = JsonMapper.builder().build().readTree(input).path("folders");
      assertThat(folders).hasSize(7);
      return Stream.iterate(0, i -> i < folders.size(), i -> i + 1).map(folders::path);
    }
  }

  @ParameterizedTest
  @MethodSource("folders")
  void encode_withEveryWayToNameSpecialTokens_givesTheSameIds(JsonNode golden) throws Exception {
    for (String file : new String[] {"vocab.json", "merges.txt"}) {
      Files.copy(VOCABULARY.resolve(file), folder.resolve(file));
    }
    for (var file : golden.path("files").properties()) {
      Files.writeString(folder.resolve(file.getKey()), file.getValue().toString());
    }
    ClipTokenizer tokenizer = ClipTokenizer.read(folder);
    for (JsonNode text : golden.path("texts")) {
      requireSame(tokenizer.encode(text.path("text").asText()), text);
    }
  }

  private static void requireSame(EncodedText encoded, JsonNode golden) {
    String text = golden.path("text").asText();
    long[] ids = new long[golden.path("ids").size()];
    for (int i = 0; i < ids.length; i++) {
      ids[i] = golden.path("ids").path(i).asLong();
    }
    assertThat(encoded.ids()).as(text).isEqualTo(ids);
    assertThat(encoded.cut()).as(text).isEqualTo(golden.path("cut").asInt());
    String cut = "";
    if (golden.has("cut_from")) {
      cut = text.substring(text.offsetByCodePoints(0, golden.path("cut_from").asInt()));
    }
    // Ours begins with a whole character as readers see it, theirs may begin inside one.
    assertThat(encoded.cutText()).as(text).endsWith(cut.stripTrailing());
    int further = encoded.cutText().length() - cut.stripTrailing().length();
    assertThat(further).as(text).isLessThan(8);
  }
}
