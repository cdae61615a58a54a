package dev.imprimatur.diffusion.checkpoint.safetensors;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.imprimatur.diffusion.InvalidCheckpointException;
import java.io.IOException;
import java.io.RandomAccessFile;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class SafetensorsFileTest {
  @TempDir Path folder;

  @Test
  void open_aFileOfTheWriter_findsTheTensors() throws Exception {
    var writer = new SafetensorsWriter("pt");
    writer.add("a", ElementType.F16, List.of(2L), new byte[4]);
    writer.add("b", ElementType.I8, List.of(1L, 3L), new byte[] {1, 2, 3});
    Path path = folder.resolve("good.safetensors");
    writer.write(path);
    try (SafetensorsFile file = SafetensorsFile.open(path)) {
      assertThat(file.names()).containsExactly("a", "b");
      assertThat(file.map(file.tensor("b").orElseThrow()).get(2)).isEqualTo((byte) 3);
    }
  }

  @Test
  void open_aFileShorterThanItsLength_isRefused() throws Exception {
    Path path = Files.write(folder.resolve("short.safetensors"), new byte[7]);
    assertRefused(path, "not a safetensors file: shorter than 8 bytes");
  }

  @Test
  void open_aHeaderLongerThanTheFile_isRefusedBeforeMemoryIsTaken() throws Exception {
    assertRefused(
        write("{}", Long.MAX_VALUE), "not a safetensors file: its header is longer than the file");
    assertRefused(write("{}", -1), "not a safetensors file: its header is longer than the file");
    assertRefused(write("{}", 3), "not a safetensors file: its header is longer than the file");
  }

  @Test
  void open_aHeaderOfGigabytes_isRefusedBeforeMemoryIsTaken() throws Exception {
    Path path = write("{}", 3L << 30);
    try (var file = new RandomAccessFile(path.toFile(), "rw")) {
      file.setLength(4L << 30);
    }
    assertRefused(path, "its header is longer than 32 MiB");
  }

  @Test
  void open_aPickleInDisguise_isRefused() throws Exception {
    Path path =
        Files.write(
            folder.resolve("model.safetensors"),
            "PK\3\4pickled....".getBytes(StandardCharsets.UTF_8));
    assertRefused(path, "not a safetensors file: its header is longer than the file");
  }

  @Test
  void map_beyondTwoGibibytes_readsTheBytesThere() throws Exception {
    long half = Integer.MAX_VALUE;
    String header =
        """
        {"a":{"dtype":"I8","shape":[%1$d],"data_offsets":[0,%1$d]},
        "b":{"dtype":"I8","shape":[%1$d],"data_offsets":[%1$d,%2$d]},
        "c":{"dtype":"F32","shape":[1],"data_offsets":[%2$d,%3$d]}}\
        """
            .formatted(half, 2 * half, 2 * half + 4);
    Path path = write(header, header.length());
    try (var file = new RandomAccessFile(path.toFile(), "rw")) {
      file.seek(8 + header.length() + 2 * half);
      file.writeInt(Integer.reverseBytes(Float.floatToIntBits(2.5f)));
    }
    try (SafetensorsFile file = SafetensorsFile.open(path)) {
      TensorView last = new TensorView(file, file.tensor("c").orElseThrow());
      assertThat(last.floats()).containsExactly(2.5f);
    }
  }

  @Test
  void map_aTensorOfMoreThanTwoGibibytes_isRefused() throws Exception {
    long size = 3L << 30;
    String header =
        "{\"a\":{\"dtype\":\"I8\",\"shape\":[%1$d],\"data_offsets\":[0,%1$d]}}".formatted(size);
    Path path = write(header, header.length());
    try (var file = new RandomAccessFile(path.toFile(), "rw")) {
      file.setLength(8 + header.length() + size);
    }
    try (SafetensorsFile file = SafetensorsFile.open(path)) {
      assertThatThrownBy(() -> file.map(file.tensor("a").orElseThrow()))
          .hasMessage(path + ": a tensor of [3221225472] takes more than 2 GiB");
    }
  }

  private static void assertRefused(Path path, String defect) {
    assertThatThrownBy(() -> SafetensorsFile.open(path))
        .isInstanceOf(InvalidCheckpointException.class)
        .hasMessage(path + ": " + defect);
  }

  private Path write(String header, long length) throws IOException {
    byte[] json = header.getBytes(StandardCharsets.UTF_8);
    ByteBuffer bytes = ByteBuffer.allocate(8 + json.length).order(ByteOrder.LITTLE_ENDIAN);
    bytes.putLong(length).put(json);
    return Files.write(folder.resolve("hostile.safetensors"), bytes.array());
  }
}
