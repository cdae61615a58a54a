package dev.imprimatur.diffusion;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import ai.djl.ndarray.NDArray;
import ai.djl.ndarray.NDManager;
import ai.djl.ndarray.types.Shape;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.json.JsonMapper;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.imprimatur.diffusion.checkpoint.Checkpoint;
import dev.imprimatur.diffusion.checkpoint.GoldenTensors;
import dev.imprimatur.diffusion.checkpoint.architecture.Architecture;
import dev.imprimatur.diffusion.checkpoint.safetensors.ElementType;
import dev.imprimatur.diffusion.checkpoint.safetensors.SafetensorsWriter;
import dev.imprimatur.diffusion.family.RecipeCheckpoint;
import dev.imprimatur.diffusion.network.Condition;
import dev.imprimatur.diffusion.network.TextContext;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.FloatBuffer;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/**
 * Networks of unusual checkpoints give what Diffusers gives. Of distilled ones: a UNet without a
 * middle block whose layers differ in depth, and an autoencoder without convolutions around its
 * latents. Of rare ones: a UNet that is scaled by the time and normalises each channel by itself,
 * and an autoencoder without attention, with statistics of its channels.
 */
class UnusualNetworksTest {
  private static final Path STORED = Path.of("src/test/resources/golden");
  private static final double TOLERANCE = 1e-4;

  @TempDir private Path folder;

  @ParameterizedTest
  @ValueSource(strings = {"distilled", "rare"})
  void networks_ofAnUnusualCheckpoint_areClose(String name) throws Exception {
    RecipeCheckpoint.write("sdxl", folder);
    replace(name, "unet", Architecture.UNET, 0);
    replace(name, "vae", Architecture.AUTOENCODER, 0);
    DeviceChoice device = DeviceChoice.parse("cpu");
    try (GoldenTensors given =
            new GoldenTensors(RecipeCheckpoint.FAMILIES.resolve("sdxl/golden.safetensors"));
        GoldenTensors golden =
            new GoldenTensors(STORED.resolve(name).resolve(name + ".safetensors"));
        NDManager manager = PyTorch.manager(device);
        ModelParts parts =
            ModelParts.load(Checkpoint.open(folder), manager, ModelOptions.on(device))) {
      float[] sample = given.floats("sample");
      assertThat(
              Differences.relative(prediction(parts, manager, given), golden.floats("prediction")))
          .isLessThan(TOLERANCE);
      float[] latent = Arrays.copyOf(sample, 4 * 4 * 4);
      NDArray decoded =
          parts
              .autoencoder()
              .with(network ->
                  network.decode(
                      manager,
                      manager.create(latent, new Shape(1, 4, 4, 4)).mul(network.scale().factor())));
      assertThat(Differences.relative(decoded.toFloatArray(), golden.floats("decoded")))
          .isLessThan(TOLERANCE);
    }
  }

  /** Where each channel is normalised by itself, a number added to it before leaves no trace. */
  @Test
  void prediction_withAChannelFarFromZero_keepsItsDigits() throws Exception {
    RecipeCheckpoint.write("sdxl", folder);
    float[] plain = rarePrediction(0);
    assertThat(Differences.relative(rarePrediction(100), plain)).isLessThan(TOLERANCE);
  }

  /** Both samples of a guided picture are then the same to the end, and so is what they mix to. */
  @Test
  void draw_byANetworkThatNeverMeetsItsText_isTheSameWithGuidance() throws Exception {
    RecipeCheckpoint.write("sd1", folder);
    Path file = folder.resolve("unet/config.json");
    var config = (ObjectNode) JsonMapper.builder().build().readTree(file.toFile());
    config.putNull("mid_block_type");
    for (String way : List.of("down", "up")) {
      ArrayNode blocks = config.putArray(way + "_block_types");
      config
          .path("block_out_channels")
          .forEach(width -> blocks.add(way.equals("up") ? "UpBlock2D" : "DownBlock2D"));
    }
    Files.writeString(file, config.toString());
    replace(config, "unet", Architecture.UNET, 0);
    try (DiffusionModel model = DiffusionModel.open(folder, DeviceChoice.parse("cpu"))) {
      assertThat(pixels(model, 7)).containsExactly(pixels(model, 1), within(1.0));
    }
  }

  private static double[] pixels(DiffusionModel model, double guidance) {
    var request =
        DrawingRequest.textToImage(
            List.of(new ImageRequest("a cat", 1)), "dog", 64, 64, 2, guidance, Sampler.DDIM);
    var drawing = model.draw(request, step -> StepListener.Decision.CONTINUE);
    return ((Drawing.Finished) drawing)
        .pictures()
        .getFirst()
        .getRaster()
        .getPixels(0, 0, 64, 64, (double[]) null);
  }

  private float[] rarePrediction(float added) throws Exception {
    replace("rare", "unet", Architecture.UNET, added);
    DeviceChoice device = DeviceChoice.parse("cpu");
    try (GoldenTensors given =
            new GoldenTensors(RecipeCheckpoint.FAMILIES.resolve("sdxl/golden.safetensors"));
        NDManager manager = PyTorch.manager(device);
        ModelParts parts =
            ModelParts.load(Checkpoint.open(folder), manager, ModelOptions.on(device))) {
      return prediction(parts, manager, given);
    }
  }

  private static float[] prediction(ModelParts parts, NDManager manager, GoldenTensors given)
      throws Exception {
    Condition condition =
        new Condition(
            manager.create(given.floats("hidden"), new Shape(2, 77, 80)),
            Optional.of(manager.create(given.floats("pooled"), new Shape(2, 40))),
            Optional.of(
                manager.create(new float[][] {{64, 72, 0, 0, 64, 72}, {64, 72, 0, 0, 64, 72}})),
            Optional.empty());
    NDArray sample = manager.create(given.floats("sample"), new Shape(2, 4, 8, 8));
    NDArray timesteps = manager.create(new float[] {500, 37});
    return parts
        .unet()
        .with(unet -> {
          try (TextContext context = unet.context(manager, condition)) {
            return unet.predict(manager, sample, timesteps, context);
          }
        })
        .toFloatArray();
  }

  /** Writes a network, with a number added to the bias of its first convolution before a norm. */
  private void replace(String name, String component, Architecture architecture, float added)
      throws Exception {
    Path config = STORED.resolve(name).resolve(component).resolve("config.json");
    Files.copy(
        config, folder.resolve(component + "/config.json"), StandardCopyOption.REPLACE_EXISTING);
    replace(JsonMapper.builder().build().readTree(config.toFile()), component, architecture, added);
  }

  private void replace(JsonNode config, String component, Architecture architecture, float added)
      throws Exception {
    Map<String, List<Long>> weights = architecture.weights(component, config);
    var writer = new SafetensorsWriter("pt");
    for (var weight : weights.entrySet()) {
      var numbers = new RecipeCheckpoint.Weight(component, weight.getKey(), weight.getValue());
      byte[] bytes = numbers.bytes();
      if (weight.getKey().equals("down_blocks.0.resnets.0.conv1.bias")) {
        FloatBuffer biases = ByteBuffer.wrap(bytes).order(ByteOrder.LITTLE_ENDIAN).asFloatBuffer();
        for (int i = 0; i < biases.capacity(); i++) {
          biases.put(i, biases.get(i) + added);
        }
      }
      writer.add(weight.getKey(), ElementType.F32, weight.getValue(), bytes);
    }
    Path file = folder.resolve(component + "/diffusion_pytorch_model.safetensors");
    Files.delete(file);
    writer.write(file);
  }
}
