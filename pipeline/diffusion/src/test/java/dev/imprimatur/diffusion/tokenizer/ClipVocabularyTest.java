package dev.imprimatur.diffusion.tokenizer;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Files;
import java.nio.file.Path;
import java.security.MessageDigest;
import java.util.HexFormat;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class ClipVocabularyTest {
  @TempDir Path folder;

  /** The hashes are those of the files in the published Stable Diffusion 1.5, 2.1 and XL. */
  @ParameterizedTest
  @CsvSource({
    "merges.txt,9fd691f7c8039210e0fced15865466c65820d09b63988b0174bfe25de299051a",
    "vocab.json,e089ad92ba36837a0d31433e555c8f45fe601ab5c221d4f607ded32d9f7a4349",
  })
  void write_theVocabulary_isThePublishedOne(String file, String hash) throws Exception {
    ClipVocabulary.filledWithEnds().write(folder);
    byte[] digest =
        MessageDigest.getInstance("SHA-256").digest(Files.readAllBytes(folder.resolve(file)));
    assertThat(HexFormat.of().formatHex(digest)).isEqualTo(hash);
  }

  @Test
  void tokenizer_ofAText_givesCLIPsIds() throws Exception {
    ClipTokenizer tokenizer = ClipVocabulary.filledWithEnds().tokenizer();
    assertThat(tokenizer.vocabularySize()).isEqualTo(49408);
    assertThat(tokenizer.encode("a photo of an astronaut riding a horse on mars").ids())
        .hasSize(77)
        .startsWith(49406, 320, 1125, 539, 550, 18376, 6765, 320, 4558, 525, 7496, 49407, 49407);
  }

  @Test
  void tokenizer_filledWithZeros_fillsUpAfterTheEnd() throws Exception {
    assertThat(ClipVocabulary.filledWithZeros().tokenizer().encode("horse").ids())
        .startsWith(49406, 4558, 49407, 0, 0)
        .endsWith(0);
  }

  @Test
  void tokenizer_ofTheWrittenFiles_isTheSame() throws Exception {
    ClipVocabulary.filledWithZeros().write(folder);
    String text = "Zwölf Boxkämpfer! <|endoftext|> jagen, 'n Viktor's 42 😀";
    assertThat(ClipTokenizer.read(folder).encode(text).ids())
        .isEqualTo(ClipVocabulary.filledWithZeros().tokenizer().encode(text).ids());
  }
}
