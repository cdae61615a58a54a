package dev.imprimatur.diffusion.network;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import ai.djl.Device;
import ai.djl.engine.Engine;
import ai.djl.ndarray.NDArray;
import ai.djl.ndarray.NDManager;
import ai.djl.pytorch.engine.PtNDArray;
import ai.djl.pytorch.jni.IValue;
import java.util.Map;
import org.junit.jupiter.api.Test;

class TimeEmbeddingTest {
  private static final int WIDTH = 320;

  /** Diffusers' {@code get_timestep_embedding} of 981, where another rounding shows most. */
  private static final Map<Integer, Float> REFERENCE =
      Map.of(
          13, 0.7007587552f,
          14, -0.0555218533f,
          17, -0.4265407026f,
          41, -0.0645802170f,
          173, -0.7133982778f,
          186, -0.2887830436f);

  /** 160 frequencies are no power of two, so that the order of their operations shows. */
  @Test
  void waves_ofTheWidthOfPublishedNetworks_haveDiffusersFrequencies() {
    try (NDManager manager = Engine.getEngine("PyTorch").newBaseManager(Device.cpu());
        Network unet = LayerlessUNet.load(manager.newSubManager(), Map.of(), 1);
        NDArray waves =
            unet.tensor(
                manager,
                "waves",
                IValue.from((PtNDArray) manager.create(new float[] {981})),
                IValue.from((long) WIDTH))) {
      float[] values = waves.toFloatArray();
      assertThat(values).hasSize(WIDTH);
      REFERENCE.forEach((place, value) ->
          assertThat(values[place]).as("place " + place).isCloseTo(value, within(5e-6f)));
    }
  }
}
