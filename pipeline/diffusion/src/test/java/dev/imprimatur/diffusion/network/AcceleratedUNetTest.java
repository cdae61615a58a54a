package dev.imprimatur.diffusion.network;

import static org.assertj.core.api.Assertions.assertThat;

import ai.djl.Device;
import ai.djl.engine.Engine;
import ai.djl.ndarray.NDArray;
import ai.djl.ndarray.NDManager;
import ai.djl.ndarray.types.DataType;
import ai.djl.ndarray.types.Shape;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.json.JsonMapper;
import dev.imprimatur.diffusion.Differences;
import java.util.Arrays;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import java.util.stream.IntStream;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** The fused kernels compute what the plain network does. */
@NeedsFusedKernels
class AcceleratedUNetTest {
  private static final String CONFIG =
      """
      {"block_out_channels": [%d, %d],
       "down_block_types": ["CrossAttnDownBlock2D", "CrossAttnDownBlock2D"],
       "up_block_types": ["CrossAttnUpBlock2D", "CrossAttnUpBlock2D"],
       "layers_per_block": 1, "transformer_layers_per_block": 2, "cross_attention_dim": 64,
       "attention_head_dim": 8, "in_channels": 4, "out_channels": 4}
      """;

  private static NDManager manager;
  private static UNet fused;
  private static UNet plain;

  @BeforeAll
  static void load() throws Exception {
    manager = Engine.getInstance().newBaseManager(Device.gpu(0));
    JsonNode config = config(320, 640);
    Map<String, NDArray> half = RandomWeights.of(manager, config, DataType.FLOAT16);
    plain = plain(config, half);
    fused = UNet.of(manager.newSubManager(), half, UNetFacts.of(config), WeightForm.HALF);
  }

  private static JsonNode config(int width, int inner) throws Exception {
    return JsonMapper.builder().build().readTree(CONFIG.formatted(width, inner));
  }

  private static UNet plain(JsonNode config, Map<String, NDArray> half) throws Exception {
    var single = new TreeMap<String, NDArray>();
    half.forEach((name, weight) -> single.put(name, weight.toType(DataType.FLOAT32, true)));
    return UNet.of(manager.newSubManager(), single, UNetFacts.of(config), WeightForm.FULL);
  }

  @AfterAll
  static void close() {
    fused.close();
    plain.close();
    manager.close();
  }

  @ParameterizedTest
  @CsvSource({"1, 32, 32", "2, 64, 64", "3, 24, 40", "2, 33, 32"})
  void predict_ofAnyShape_isCloseToThePlainNetworkInFloat32(int batch, int height, int width) {
    Shape shape = new Shape(batch, 4, height, width);
    float[] sample = manager.randomNormal(shape).toFloatArray();
    NDArray text = manager.randomNormal(new Shape(batch, 77, 64));
    requireClose(predict(plain, shape, sample, text), predict(fused, shape, sample, text));
  }

  /** For products whose sides are no multiples of a tile there are no kernels of our own. */
  @Test
  void predict_ofOtherWidths_isCloseToThePlainNetworkInFloat32() throws Exception {
    JsonNode config = config(96, 192);
    Map<String, NDArray> half = RandomWeights.of(manager, config, DataType.FLOAT16);
    Shape shape = new Shape(2, 4, 32, 24);
    float[] sample = manager.randomNormal(shape).toFloatArray();
    NDArray text = manager.randomNormal(new Shape(2, 77, 64));
    try (UNet reference = plain(config, half);
        UNet other =
            UNet.of(manager.newSubManager(), half, UNetFacts.of(config), WeightForm.HALF)) {
      requireClose(predict(reference, shape, sample, text), predict(other, shape, sample, text));
    }
  }

  @Test
  void predict_ofOneSampleForTwoTexts_isCloseToThatOfTwoSamples() {
    int size = 4 * 64 * 64;
    float[] sample = manager.randomNormal(new Shape(3, 4, 64, 64)).toFloatArray();
    float[] doubled = new float[2 * sample.length];
    for (int i = 0; i < 6; i++) {
      System.arraycopy(sample, i / 2 * size, doubled, i * size, size);
    }
    NDArray text = manager.randomNormal(new Shape(6, 77, 64));
    float[] timesteps = {100, 400, 700};
    float[] doubledTimesteps = {100, 100, 400, 400, 700, 700};
    requireClose(
        predict(plain, new Shape(6, 4, 64, 64), doubled, doubledTimesteps, text),
        predict(fused, new Shape(3, 4, 64, 64), sample, timesteps, text));
  }

  private static void requireClose(float[] expected, float[] found) {
    assertThat(Differences.relative(found, expected)).isLessThan(5e-3);
  }

  @ParameterizedTest
  @ValueSource(ints = {1, 2})
  void predict_withOtherNeighbours_givesTheSameBits(int textsOfASample) {
    Shape shape = new Shape(4, 4, 64, 64);
    float[] sample = manager.randomNormal(shape).toFloatArray();
    float[] other = manager.randomNormal(shape).toFloatArray();
    int size = sample.length / 4;
    System.arraycopy(sample, 2 * size, other, 2 * size, size);
    NDArray text = manager.randomNormal(new Shape(4 * textsOfASample, 77, 64));
    float[] first = predict(fused, shape, sample, text);
    float[] second = predict(fused, shape, other, text);
    int from = 2 * textsOfASample * size;
    int to = 3 * textsOfASample * size;
    assertThat(Arrays.copyOfRange(second, from, to))
        .containsExactly(Arrays.copyOfRange(first, from, to));
    assertThat(second).isNotEqualTo(first);
  }

  private static float[] predict(UNet unet, Shape shape, float[] sample, NDArray text) {
    int batch = (int) shape.get(0);
    float[] timesteps = new float[batch];
    IntStream.range(0, batch).forEach(i -> timesteps[i] = 100 + 300 * i);
    return predict(unet, shape, sample, timesteps, text);
  }

  private static float[] predict(
      UNet unet, Shape shape, float[] sample, float[] timesteps, NDArray text) {
    Condition condition = new Condition(text, Optional.empty(), Optional.empty(), Optional.empty());
    try (TextContext context = unet.context(manager, condition)) {
      return unet.predict(manager, shape, sample, timesteps, context).clone();
    }
  }
}
