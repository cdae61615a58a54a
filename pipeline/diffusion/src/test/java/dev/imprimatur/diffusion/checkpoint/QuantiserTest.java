package dev.imprimatur.diffusion.checkpoint;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import dev.imprimatur.diffusion.EmbeddedModel;
import dev.imprimatur.diffusion.InvalidCheckpointException;
import dev.imprimatur.diffusion.family.RecipeCheckpoint;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Random;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class QuantiserTest {
  @TempDir Path folder;

  @Test
  void of_randomRows_staysWithinHalfAStep() {
    float[] weight = new float[8 * 100];
    var random = new Random(1);
    for (int i = 0; i < weight.length; i++) {
      weight[i] = (float) random.nextGaussian() * (i / 100 + 1);
    }
    RowQuantisation quantised = RowQuantisation.of(weight, 8);
    for (int i = 0; i < weight.length; i++) {
      float scale = Float.float16ToFloat(quantised.scales()[i / 100]);
      // The scale is itself rounded to float16, so the largest value may miss by a little more.
      assertThat(Math.abs(quantised.values()[i] * scale - weight[i])).isLessThan(0.6f * scale);
    }
  }

  @Test
  void of_aRowOfZeros_isZero() {
    assertThat(RowQuantisation.of(new float[4], 2).values()).containsOnly(0);
  }

  @Test
  void quantise_theFloat16Model_givesTheEmbeddedOne() throws Exception {
    Path source =
        Path.of(System.getProperty("imprimatur.shared", "shared"), "models/cartoon/model");
    assumeTrue(Files.isDirectory(source), "skipped: the float16 model is not at " + source);
    Quantiser.quantise(source, folder.resolve("small"));
    assertThat(Checkpoint.open(folder.resolve("small")).hash())
        .isEqualTo(Checkpoint.open(EmbeddedModel.FOLDER).hash());
  }

  @ParameterizedTest
  @ValueSource(strings = {"sd1-lcm", "sd2-velocity", "sd2-inpainting", "sdxl", "sdxl-inpainting"})
  void quantise_everyFamily_givesACheckpointOf8Bits(String family) throws Exception {
    Path large = RecipeCheckpoint.write(family, folder.resolve("large"));
    Quantiser.quantise(large, folder.resolve("small"));
    CheckpointSummary before = Checkpoint.open(large).summary();
    CheckpointSummary after = Checkpoint.open(folder.resolve("small")).summary();
    assertThat(after.networks()).extracting(NetworkSummary::precision).containsOnly("8 bits");
    assertThat(after.parameters()).isEqualTo(before.parameters());
    assertThat(after.bytes()).isLessThan(before.bytes() / 3);
    assertThat(after.prediction()).isEqualTo(before.prediction());
  }

  @Test
  void quantise_intoAFolderWithFiles_isRefused() throws Exception {
    RecipeCheckpoint.write("sd1", folder);
    assertThatThrownBy(() -> Quantiser.quantise(folder, folder))
        .isInstanceOf(IOException.class)
        .hasMessage(folder + " is not empty");
  }

  @Test
  void quantise_aCheckpointOf8Bits_isRefused() {
    assertThatThrownBy(() -> Quantiser.quantise(EmbeddedModel.FOLDER, folder.resolve("again")))
        .isInstanceOf(InvalidCheckpointException.class)
        .hasMessageEndingWith("is of 8 bits already: quantise the original");
    assertThat(folder.resolve("again")).isEmptyDirectory();
  }

  @Test
  void require_aWrongShape_saysBoth() throws Exception {
    try (Component unet = Checkpoint.open(EmbeddedModel.FOLDER).component("unet")) {
      assertThatThrownBy(() -> unet.require("conv_in.weight", 320, 4, 3, 3))
          .hasMessage(
              "unet: weight conv_in.weight has shape (64, 4, 3, 3), expected (320, 4, 3, 3)");
      assertThatThrownBy(() -> unet.require("conv_on.weight", 1))
          .hasMessage("unet: weight conv_on.weight is missing");
    }
  }
}
