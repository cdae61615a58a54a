package dev.imprimatur.diffusion.checkpoint;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.imprimatur.diffusion.InvalidCheckpointException;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Random;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class SafetensorsFileTest {
  @TempDir Path folder;

  @Test
  void open_aFileOfTheWriter_findsTheTensors() throws Exception {
    var writer = new SafetensorsWriter("pt");
    writer.add("a", ElementType.F16, java.util.List.of(2L), new byte[4]);
    writer.add("b", ElementType.I8, java.util.List.of(1L, 3L), new byte[] {1, 2, 3});
    Path path = folder.resolve("good.safetensors");
    writer.write(path);
    try (SafetensorsFile file = SafetensorsFile.open(path)) {
      assertThat(file.names()).containsExactly("a", "b");
      assertThat(file.map(file.tensor("b").orElseThrow()).get(2)).isEqualTo((byte) 3);
    }
  }

  /** One row for each way in which a file can be wrong or hostile. */
  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      quoteCharacter = '`',
      value = {
        "[]|the header is not a JSON object",
        "{\"a\"|the header is not valid JSON",
        "{\"a\":{\"dtype\":\"F16\",\"shape\":[2],\"data_offsets\":[0,400]}}"
            + "|tensor a lies outside the file: it is truncated or damaged",
        "{\"a\":{\"dtype\":\"F16\",\"shape\":[2],\"data_offsets\":[-4,0]}}"
            + "|tensor a lies outside the file: it is truncated or damaged",
        "{\"a\":{\"dtype\":\"F16\",\"shape\":[3],\"data_offsets\":[0,4]}}"
            + "|tensor a has a byte range that does not fit its shape [3]",
        "{\"a\":{\"dtype\":\"F16\",\"shape\":[4294967296,4294967296],\"data_offsets\":[0,4]}}"
            + "|tensor a has a shape too large to exist",
        "{\"a\":{\"dtype\":\"F16\",\"shape\":[-2],\"data_offsets\":[0,4]}}"
            + "|tensor a has a dimension that is not a whole number",
        "{\"a\":{\"dtype\":\"Q4\",\"shape\":[2],\"data_offsets\":[0,4]}}"
            + "|tensor a has the unsupported type 'Q4'",
        "{\"a\":{\"dtype\":\"F16\",\"shape\":[2]}}"
            + "|tensor a has no data_offsets of two whole numbers",
        "{\"a\":{\"dtype\":\"I8\",\"shape\":[4],\"data_offsets\":[0,4]},"
            + "\"b\":{\"dtype\":\"I8\",\"shape\":[4],\"data_offsets\":[2,6]}}"
            + "|tensor b overlaps the tensor a",
      })
  void open_aHostileHeader_isRefusedWithTheDefect(String header, String defect) throws Exception {
    Path path = write(header.getBytes(StandardCharsets.UTF_8), header.length());
    assertThatThrownBy(() -> SafetensorsFile.open(path))
        .isInstanceOf(InvalidCheckpointException.class)
        .hasMessage(path + ": " + defect);
  }

  @Test
  void open_aHeaderLongerThanTheFile_isRefusedBeforeMemoryIsTaken() throws Exception {
    Path path = write("{}".getBytes(StandardCharsets.UTF_8), Long.MAX_VALUE);
    assertThatThrownBy(() -> SafetensorsFile.open(path))
        .hasMessageContaining("its header is longer than the file");
  }

  @Test
  void open_randomDamage_neverFailsInAnotherWay() throws Exception {
    String header = "{\"a\":{\"dtype\":\"F16\",\"shape\":[2],\"data_offsets\":[0,4]}}";
    var random = new Random(1);
    for (int round = 0; round < 2000; round++) {
      byte[] damaged = header.getBytes(StandardCharsets.UTF_8);
      for (int i = 0; i <= random.nextInt(4); i++) {
        damaged[random.nextInt(damaged.length)] = (byte) random.nextInt(256);
      }
      try {
        SafetensorsHeader.parse(damaged, 8 + damaged.length, 8 + damaged.length + 16);
      } catch (InvalidCheckpointException expected) {
        assertThat(expected).hasMessageNotContaining("Exception");
      }
    }
  }

  private Path write(byte[] header, long length) throws Exception {
    ByteBuffer bytes = ByteBuffer.allocate(8 + header.length + 16).order(ByteOrder.LITTLE_ENDIAN);
    bytes.putLong(length).put(header);
    Path path = folder.resolve("hostile.safetensors");
    Files.write(path, bytes.array());
    return path;
  }
}
