package dev.imprimatur.diffusion.network;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import ai.djl.Device;
import ai.djl.engine.Engine;
import ai.djl.ndarray.NDArray;
import ai.djl.ndarray.NDManager;
import ai.djl.ndarray.types.Shape;
import ai.djl.pytorch.engine.PtNDArray;
import ai.djl.pytorch.jni.IValue;
import java.util.HashMap;
import java.util.Map;
import java.util.Random;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** Groups of few numbers and of very many are normalised without losing digits. */
class GroupNormTest {
  private static final int SAMPLES = 2;
  private static final int GROUPS = 4;
  private static final double EPSILON = 1e-6;

  @ParameterizedTest
  @CsvSource({"1, 1, 2", "1, 1, 8", "1, 2, 2", "2, 2, 2", "4, 4, 4"})
  void norm_ofFewNumbersFarFromZero_keepsTheirDigits(int height, int width, int channelsOfAGroup) {
    int places = height * width;
    int channels = GROUPS * channelsOfAGroup;
    float[] numbers = new float[SAMPLES * places * channels];
    for (int i = 0; i < numbers.length; i++) {
      numbers[i] = 100 + i * 7 % 13 * 0.07f;
    }
    double[] expected = normalised(numbers, SAMPLES, places, channels);
    try (NDManager manager = Engine.getEngine("PyTorch").newBaseManager(Device.cpu());
        Network unet = unet(manager.newSubManager(), channels);
        Network autoencoder = autoencoder(manager.newSubManager(), channels)) {
      NDArray beside = manager.create(numbers, new Shape(SAMPLES, height, width, channels));
      NDArray x = beside.transpose(0, 3, 1, 2);
      assertThat(
              besideEachOther(
                  unet.tensor(
                      manager,
                      "group_norm",
                      IValue.from((PtNDArray) x),
                      IValue.from("norm"),
                      IValue.from(EPSILON))))
          .containsExactly(expected, within(1e-4));
      assertThat(
              besideEachOther(
                  autoencoder.tensor(
                      manager,
                      "norm",
                      IValue.from((PtNDArray) beside.transpose(0, 3, 1, 2)),
                      IValue.from("norm"))))
          .containsExactly(expected, within(1e-4));
    }
  }

  /** Sums of a picture's many places, taken one after the other, would be off by some 1e-5. */
  @Test
  void norm_ofALargePicture_keepsItsDigits() {
    int side = 512;
    int channels = GROUPS * 4;
    var random = new Random(1);
    float[] numbers = new float[side * side * channels];
    for (int i = 0; i < numbers.length; i++) {
      // Channels differ in their means, and the picture from top to bottom.
      numbers[i] = random.nextFloat() + i % channels / 8f + i / (float) numbers.length;
    }
    double[] expected = normalised(numbers, 1, side * side, channels);
    try (NDManager manager = Engine.getEngine("PyTorch").newBaseManager(Device.cpu());
        Network autoencoder = autoencoder(manager.newSubManager(), channels)) {
      NDArray beside = manager.create(numbers, new Shape(1, side, side, channels));
      double[] actual =
          besideEachOther(
              autoencoder.tensor(
                  manager,
                  "norm",
                  IValue.from((PtNDArray) beside.transpose(0, 3, 1, 2)),
                  IValue.from("norm")));
      double most = 0;
      for (int i = 0; i < actual.length; i++) {
        most = Math.max(most, Math.abs(actual[i] - expected[i]));
      }
      assertThat(most).isLessThan(2e-5);
    }
  }

  /** The definition in double (Wu and He, "Group Normalization", 2018), channels last. */
  private static double[] normalised(float[] numbers, int samples, int places, int channels) {
    double[] normalised = new double[numbers.length];
    int channelsOfAGroup = channels / GROUPS;
    for (int sample = 0; sample < samples; sample++) {
      for (int group = 0; group < GROUPS; group++) {
        int[] members = new int[places * channelsOfAGroup];
        for (int i = 0; i < members.length; i++) {
          int place = sample * places + i / channelsOfAGroup;
          members[i] = place * channels + group * channelsOfAGroup + i % channelsOfAGroup;
        }
        double mean = 0;
        for (int member : members) {
          mean += numbers[member] / (double) members.length;
        }
        double variance = 0;
        for (int member : members) {
          variance += (numbers[member] - mean) * (numbers[member] - mean) / members.length;
        }
        for (int member : members) {
          normalised[member] = (numbers[member] - mean) / Math.sqrt(variance + EPSILON);
        }
      }
    }
    return normalised;
  }

  private static double[] besideEachOther(NDArray normalised) {
    float[] numbers = normalised.transpose(0, 2, 3, 1).toFloatArray();
    double[] wide = new double[numbers.length];
    for (int i = 0; i < wide.length; i++) {
      wide[i] = numbers[i];
    }
    return wide;
  }

  private static Network unet(NDManager manager, int channels) {
    return LayerlessUNet.load(manager, norm(manager, channels), GROUPS);
  }

  private static Network autoencoder(NDManager manager, int channels) {
    return Network.load(
        manager,
        "autoencoder.torchscript",
        norm(manager, channels),
        WeightForm.PACKED,
        IValue.from(true),
        IValue.from((long) GROUPS));
  }

  private static Map<String, NDArray> norm(NDManager manager, int channels) {
    var weights = new HashMap<String, NDArray>();
    weights.put("norm.weight", manager.ones(new Shape(channels)));
    weights.put("norm.bias", manager.zeros(new Shape(channels)));
    return weights;
  }
}
