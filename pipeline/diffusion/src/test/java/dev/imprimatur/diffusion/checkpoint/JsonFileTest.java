package dev.imprimatur.diffusion.checkpoint;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

import dev.imprimatur.diffusion.InvalidCheckpointException;
import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class JsonFileTest {
  @TempDir Path folder;

  @Test
  void read_anInfiniteNumberAsPythonWritesIt_isANumber() throws Exception {
    Path file = Files.writeString(folder.resolve("a.json"), "{\"lambda_min_clipped\": -Infinity}");
    assertThat(JsonFile.read(file).path("lambda_min_clipped").doubleValue())
        .isEqualTo(Double.NEGATIVE_INFINITY);
  }

  @Test
  void read_whatIsNoObject_isRefused() throws Exception {
    Path file = Files.writeString(folder.resolve("a.json"), "[1]");
    assertThatExceptionOfType(InvalidCheckpointException.class)
        .isThrownBy(() -> JsonFile.read(file))
        .withMessage(file + " is not a JSON object");
  }
}
