package dev.imprimatur.diffusion.checkpoint;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import dev.imprimatur.diffusion.EmbeddedModel;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Random;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

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
