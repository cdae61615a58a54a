package dev.imprimatur.diffusion.checkpoint.safetensors;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.imprimatur.diffusion.InvalidCheckpointException;
import java.nio.charset.StandardCharsets;
import java.util.Random;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class SafetensorsHeaderTest {
  /** Bytes of data that stand after every header of these tests. */
  private static final int DATA = 8;

  private static final String GOOD =
      "{\"__metadata__\":{\"format\":\"pt\"},"
          + "\"a\":{\"dtype\":\"F16\",\"shape\":[1,2],\"data_offsets\":[0,4]},"
          + "\"b\":{\"dtype\":\"F32\",\"shape\":[],\"data_offsets\":[4,8]}}";

  @Test
  void parse_aGoodHeader_givesTensorsAndMetadata() throws Exception {
    SafetensorsHeader header = parse(GOOD + "   ");
    assertThat(header.metadata()).containsEntry("format", "pt");
    assertThat(header.tensors().get("a").shape()).containsExactly(1L, 2L);
    assertThat(header.tensors().get("b").bytes()).isEqualTo(4);
  }

  /** One row for each way in which a header can be wrong or hostile: what it does, how, and why. */
  @ParameterizedTest(name = "{0}")
  @CsvSource(
      delimiter = '|',
      quoteCharacter = '`',
      value = {
        "no object|[]|the header is not a JSON object",
        "nothing at all|` `|the header is not a JSON object",
        "unfinished|{'a'|the header is not valid JSON",
        "two objects|{} {}|the header goes on after its JSON object",
        "deep nesting|{'a':{'dtype':[[[[[[]]]]]]}}|tensor a has a dtype that is no text",
        "deep nesting in a shape|{'a':{'shape':[[[[[[0]]]]]]}}"
            + "|tensor a has a shape that is not a list of at most 8 whole numbers",
        "metadata that is no object|{'__metadata__':1}|__metadata__ is not a JSON object",
        "metadata with structure|{'__metadata__':{'a':{}}}"
            + "|__metadata__ holds something that is no text",
        "two metadata|{'__metadata__':{},'__metadata__':{}}|the header has __metadata__ twice",
        "a tensor twice|{'a':{'dtype':'F16','shape':[2],'data_offsets':[0,4]},"
            + "'a':{'dtype':'F16','shape':[2],'data_offsets':[4,8]}}|tensor a is named twice",
        "a type twice|{'a':{'dtype':'F16','dtype':'F32','shape':[2],'data_offsets':[0,4]}}"
            + "|tensor a has two dtypes",
        "a shape twice|{'a':{'dtype':'F16','shape':[2],'shape':[2],'data_offsets':[0,4]}}"
            + "|tensor a has two shapes",
        "a range twice|{'a':{'dtype':'F16','shape':[2],'data_offsets':[0,4],'data_offsets':[4,8]}}"
            + "|tensor a has two data_offsets",
        "a tensor that is no object|{'a':7}|tensor a is not described by a JSON object",
        "an empty name|{'':{}}|tensor  has a name that is not of 1 to 512 characters",
        "an unknown field|{'a':{'code':'x'}}|tensor a has the unknown field 'code'",
        "no type|{'a':{'shape':[2],'data_offsets':[0,4]}}|tensor a has no dtype",
        "no shape|{'a':{'dtype':'F16','data_offsets':[0,4]}}|tensor a has no shape",
        "no range|{'a':{'dtype':'F16','shape':[2]}}"
            + "|tensor a has no data_offsets of two whole numbers",
        "a range of one|{'a':{'dtype':'F16','shape':[2],'data_offsets':[0]}}"
            + "|tensor a has no data_offsets of two whole numbers",
        "an unknown type|{'a':{'dtype':'Q4','shape':[2],'data_offsets':[0,4]}}"
            + "|tensor a has the unsupported type 'Q4'",
        "a truncated file|{'a':{'dtype':'F16','shape':[200],'data_offsets':[0,400]}}"
            + "|tensor a lies outside the file: it is truncated or damaged",
        "a negative offset|{'a':{'dtype':'F16','shape':[2],'data_offsets':[-4,0]}}"
            + "|tensor a has a number in its data_offsets that cannot be",
        "a range from its end|{'a':{'dtype':'F16','shape':[2],'data_offsets':[4,0]}}"
            + "|tensor a has data_offsets that are no range of bytes",
        "an offset at the end of numbers|"
            + "{'a':{'dtype':'F16','shape':[2],'data_offsets':[0,9223372036854775807]}}"
            + "|tensor a has data_offsets that are no range of bytes",
        "a number beyond 64 bits|"
            + "{'a':{'dtype':'F16','shape':[18446744073709551617],'data_offsets':[0,4]}}"
            + "|tensor a has a number in its shape that cannot be",
        "a fractional dimension|{'a':{'dtype':'F16','shape':[2.5],'data_offsets':[0,4]}}"
            + "|tensor a has a shape that is not a list of at most 8 whole numbers",
        "too many dimensions|{'a':{'dtype':'F16','shape':[1,1,1,1,1,1,1,1,2],'data_offsets':[0,4]}}"
            + "|tensor a has a shape that is not a list of at most 8 whole numbers",
        "fewer bytes than elements|{'a':{'dtype':'F16','shape':[3],'data_offsets':[0,4]}}"
            + "|tensor a has 4 bytes, which do not fit [3] of F16",
        "a shape that overflows|"
            + "{'a':{'dtype':'F16','shape':[4294967296,4294967296],'data_offsets':[0,4]}}"
            + "|tensor a has a shape too large to exist",
        "a negative dimension|{'a':{'dtype':'F16','shape':[-2],'data_offsets':[0,4]}}"
            + "|tensor a has a number in its shape that cannot be",
        "an overlap|{'a':{'dtype':'I8','shape':[4],'data_offsets':[0,4]},"
            + "'b':{'dtype':'I8','shape':[4],'data_offsets':[2,6]}}|tensor b overlaps the tensor a",
        "a gap|{'a':{'dtype':'I8','shape':[4],'data_offsets':[0,4]},"
            + "'b':{'dtype':'I8','shape':[2],'data_offsets':[6,8]}}"
            + "|tensor b lies after 2 bytes of no tensor",
        "a gap at the start|{'a':{'dtype':'I8','shape':[4],'data_offsets':[4,8]}}"
            + "|tensor a lies after 4 bytes of no tensor",
        "bytes at the end|{'a':{'dtype':'I8','shape':[4],'data_offsets':[0,4]}}"
            + "|the file goes on for 4 bytes after its last tensor",
      })
  void parse_aHostileHeader_isRefusedWithTheDefect(String attack, String header, String defect) {
    assertThatThrownBy(() -> parse(header.replace('\'', '"')))
        .as(attack)
        .isInstanceOf(InvalidCheckpointException.class)
        .hasMessage(defect);
  }

  /** UTF-16 would pass a parser that guesses, and show other names than a reader of UTF-8 sees. */
  @Test
  void parse_anotherEncoding_isRefused() {
    byte[] latin1 = GOOD.replace('b', '\u00e4').getBytes(StandardCharsets.ISO_8859_1);
    assertThatThrownBy(() -> SafetensorsHeader.parse(latin1, latin1.length, latin1.length + DATA))
        .hasMessage("the header is not UTF-8");
    byte[] utf16 = GOOD.getBytes(StandardCharsets.UTF_16);
    assertThatThrownBy(() -> SafetensorsHeader.parse(utf16, utf16.length, utf16.length + DATA))
        .isInstanceOf(InvalidCheckpointException.class);
  }

  @Test
  void parse_aNameThatWouldFloodTheMessage_isCut() {
    String name = "x".repeat(500);
    assertThatThrownBy(() -> parse("{\"" + name + "\":7}"))
        .hasMessage("tensor " + "x".repeat(80) + "... is not described by a JSON object");
  }

  @Test
  void parse_endlesslyManyTensors_isRefused() {
    var header = new StringBuilder("{");
    for (int i = 0; i <= 100_001; i++) {
      header.append("\"" + i + "\":{\"dtype\":\"I8\",\"shape\":[0],\"data_offsets\":[0,0]},");
    }
    assertThatThrownBy(() -> parse(header.append("\"a\":{}}").toString()))
        .hasMessage("the header names more than 100000 tensors");
  }

  /** Nesting costs a parser memory unless it is bounded. */
  @Test
  void parse_aMillionBrackets_isRefusedAtTheFirstOnes() {
    assertThatThrownBy(() -> parse("{\"a\":" + "[".repeat(1_000_000)))
        .hasMessage("tensor a is not described by a JSON object");
    assertThatThrownBy(() -> parse("{\"__metadata__\":{\"a\":" + "[".repeat(1_000_000)))
        .hasMessage("__metadata__ holds something that is no text");
  }

  @Test
  void parse_randomDamage_neverFailsInAnotherWay() throws Exception {
    var random = new Random(1);
    int survived = 0;
    for (int round = 0; round < 20_000; round++) {
      byte[] damaged = GOOD.getBytes(StandardCharsets.UTF_8);
      for (int i = 0; i <= random.nextInt(4); i++) {
        damaged[random.nextInt(damaged.length)] = (byte) random.nextInt(256);
      }
      try {
        SafetensorsHeader.parse(damaged, damaged.length, damaged.length + DATA);
        survived++;
      } catch (InvalidCheckpointException expected) {
        assertThat(expected).hasMessageNotContaining("Exception");
      }
    }
    assertThat(survived).isBetween(1, 10_000);
  }

  private static SafetensorsHeader parse(String json) throws InvalidCheckpointException {
    byte[] bytes = json.getBytes(StandardCharsets.UTF_8);
    return SafetensorsHeader.parse(bytes, bytes.length, bytes.length + DATA);
  }
}
