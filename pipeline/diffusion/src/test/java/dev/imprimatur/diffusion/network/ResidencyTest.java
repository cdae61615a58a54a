package dev.imprimatur.diffusion.network;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;

import ai.djl.Device;
import ai.djl.engine.Engine;
import ai.djl.ndarray.NDArray;
import ai.djl.ndarray.NDManager;
import ai.djl.ndarray.types.Shape;
import dev.imprimatur.diffusion.Differences;
import dev.imprimatur.diffusion.EmbeddedModel;
import dev.imprimatur.diffusion.checkpoint.Checkpoint;
import dev.imprimatur.diffusion.checkpoint.Component;
import dev.imprimatur.diffusion.checkpoint.safetensors.ElementType;
import dev.imprimatur.diffusion.family.RecipeCheckpoint;
import java.nio.file.Path;
import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class ResidencyTest {
  private static final Map<String, Long> SIZES = Map.of("a", 10L, "b", 40L, "c", 40L, "d", 5L);

  @Test
  void waiting_whatFits_isNothing() {
    assertThat(Residency.WHOLE.waiting(SIZES)).isEmpty();
    assertThat(new Residency(95).waiting(SIZES)).isEmpty();
  }

  @Test
  void waiting_whatDoesNotFit_isTheLargestFirstAndNoMoreThanNeeded() {
    assertThat(new Residency(94).waiting(SIZES)).containsExactly("b");
    assertThat(new Residency(54).waiting(SIZES)).containsExactlyInAnyOrder("b", "c");
    assertThat(new Residency(0).waiting(SIZES)).containsExactlyInAnyOrder("a", "b", "c", "d");
  }

  @Test
  void residency_ofNegativeBytes_isRefused() {
    assertThatIllegalArgumentException()
        .isThrownBy(() -> new Residency(-1))
        .withMessage("bytes must not be negative");
  }

  /** On a processor everything is in the host's memory: what differs is who owns the weights. */
  @Test
  void predict_withAllWeightsWaiting_givesTheSameBits() throws Exception {
    try (NDManager manager = Engine.getEngine("PyTorch").newBaseManager(Device.cpu());
        Component component = Checkpoint.open(EmbeddedModel.FOLDER).component("unet")) {
      float[] whole = prediction(manager, component, Residency.WHOLE);
      assertThat(prediction(manager, component, new Residency(0))).containsExactly(whole);
    }
  }

  /** Those that wait are float16; the others stay mapped pages, whose bits mean other numbers. */
  @Test
  void predict_withSomeWeightsOfBfloat16Waiting_isClose(@TempDir Path folder) throws Exception {
    RecipeCheckpoint.write("sd1", folder, ElementType.BF16, ResidencyTest::upperHalves);
    try (NDManager manager = Engine.getEngine("PyTorch").newBaseManager(Device.cpu());
        Component component = Checkpoint.open(folder).component("unet")) {
      float[] whole = prediction(manager, component, Residency.WHOLE);
      float[] some = prediction(manager, component, new Residency(100_000));
      assertThat(Differences.relative(some, whole)).isBetween(0.0, 1e-3);
    }
  }

  private static byte[] upperHalves(byte[] floats) {
    byte[] halves = new byte[floats.length / 2];
    for (int i = 0; i < floats.length; i += Float.BYTES) {
      System.arraycopy(floats, i + Short.BYTES, halves, i / 2, Short.BYTES);
    }
    return halves;
  }

  private static float[] prediction(NDManager parent, Component component, Residency residency)
      throws Exception {
    try (NDManager manager = parent.newSubManager();
        UNet unet = UNet.load(manager, component, WeightForm.MAPPED, residency)) {
      int width = component.integer("cross_attention_dim");
      NDArray text = manager.arange(77f * width).div(77 * width).reshape(1, 77, width);
      Condition condition =
          new Condition(text, Optional.empty(), Optional.empty(), Optional.empty());
      try (TextContext context = unet.context(manager, condition)) {
        Shape shape = new Shape(1, 4, 8, 8);
        float[] sample = manager.arange(256f).div(256).toFloatArray();
        return unet.predict(manager, shape, sample, new float[] {500}, context);
      }
    }
  }
}
