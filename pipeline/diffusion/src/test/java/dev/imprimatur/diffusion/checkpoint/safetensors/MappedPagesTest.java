package dev.imprimatur.diffusion.checkpoint.safetensors;

import static org.assertj.core.api.Assertions.assertThat;

import dev.imprimatur.diffusion.ResidentPages;
import java.nio.ByteBuffer;
import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.condition.EnabledOnOs;
import org.junit.jupiter.api.condition.OS;
import org.junit.jupiter.api.io.TempDir;

@EnabledOnOs(OS.LINUX)
class MappedPagesTest {
  private static final int BYTES = (1 << 20) + 5;

  @TempDir Path folder;

  @Test
  void giveBackPages_ofWhatWasRead_leavesNoneUntilItIsReadAgain() throws Exception {
    byte[] written = new byte[BYTES];
    for (int i = 0; i < BYTES; i++) {
      written[i] = (byte) (31 * i);
    }
    var writer = new SafetensorsWriter("pt");
    writer.add("before", ElementType.I8, List.of(3L), new byte[3]);
    writer.add("a", ElementType.I8, List.of((long) BYTES), written);
    Path path = folder.resolve("weights.safetensors");
    writer.write(path);
    try (SafetensorsFile file = SafetensorsFile.open(path)) {
      ByteBuffer mapped = file.map(file.tensor("a").orElseThrow());
      assertThat(read(mapped)).isEqualTo(written);
      assertThat(ResidentPages.of(path)).isGreaterThanOrEqualTo(BYTES);
      file.giveBackPages();
      assertThat(ResidentPages.of(path)).isZero();
      assertThat(read(mapped)).isEqualTo(written);
    }
  }

  @Test
  void giveBackPages_ofAnEmptyTensor_isNothing() throws Exception {
    var writer = new SafetensorsWriter("pt");
    writer.add("a", ElementType.F32, List.of(0L), new byte[0]);
    Path path = folder.resolve("empty.safetensors");
    writer.write(path);
    try (SafetensorsFile file = SafetensorsFile.open(path)) {
      assertThat(file.map(file.tensor("a").orElseThrow()).remaining()).isZero();
      file.giveBackPages();
    }
  }

  private static byte[] read(ByteBuffer mapped) {
    byte[] bytes = new byte[mapped.capacity()];
    mapped.duplicate().rewind().get(bytes);
    return bytes;
  }
}
