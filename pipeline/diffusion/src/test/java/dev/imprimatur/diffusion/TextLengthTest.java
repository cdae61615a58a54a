package dev.imprimatur.diffusion;

import static org.assertj.core.api.Assertions.assertThat;

import ai.djl.ndarray.NDManager;
import dev.imprimatur.diffusion.checkpoint.Checkpoint;
import dev.imprimatur.diffusion.family.RecipeCheckpoint;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.OptionalLong;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

class TextLengthTest {
  private static final int LENGTH = 20;

  @TempDir private Path folder;

  /** A tower looks backwards alone, so that a shorter text has the first states of a longer one. */
  @ParameterizedTest
  @EnumSource
  void hidden_ofATokenizerWithShorterTexts_isTheBeginningOfLongerOnes(MemoryMode memory)
      throws Exception {
    RecipeCheckpoint.write("sd1", folder);
    float[] whole = hidden(memory);
    Path config = folder.resolve("tokenizer/tokenizer_config.json");
    Files.writeString(config, Files.readString(config).replace("77", "" + LENGTH));
    float[] shorter = hidden(memory);
    assertThat(shorter).hasSize(whole.length / 77 * LENGTH);
    assertThat(Differences.relative(shorter, Arrays.copyOf(whole, shorter.length)))
        .isLessThan(1e-6);
  }

  private float[] hidden(MemoryMode memory) throws Exception {
    DeviceChoice device = DeviceChoice.parse("cpu");
    try (NDManager manager = PyTorch.manager(device);
        ModelParts parts =
            ModelParts.load(
                Checkpoint.open(folder),
                manager,
                ModelOptions.on(device).with(memory, OptionalLong.empty()))) {
      return parts
          .prompts()
          .with(encoder ->
              encoder.encode(manager, PromptStyle.PLAIN.read("a horse").spans(), cut -> {}))
          .hidden()
          .toFloatArray();
    }
  }
}
