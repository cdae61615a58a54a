package dev.imprimatur.diffusion;

import static org.assertj.core.api.Assertions.assertThat;

import ai.djl.ndarray.NDArray;
import ai.djl.ndarray.NDManager;
import ai.djl.ndarray.types.Shape;
import com.fasterxml.jackson.databind.json.JsonMapper;
import dev.imprimatur.diffusion.checkpoint.Checkpoint;
import dev.imprimatur.diffusion.checkpoint.GoldenTensors;
import dev.imprimatur.diffusion.checkpoint.architecture.Architecture;
import dev.imprimatur.diffusion.checkpoint.safetensors.ElementType;
import dev.imprimatur.diffusion.checkpoint.safetensors.SafetensorsWriter;
import dev.imprimatur.diffusion.family.RecipeCheckpoint;
import dev.imprimatur.diffusion.network.Condition;
import dev.imprimatur.diffusion.network.TextContext;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/**
 * Networks of distilled checkpoints give what Diffusers gives: a UNet without a middle block whose
 * layers differ in depth, and an autoencoder without convolutions around its latents.
 */
class DistilledTest {
  private static final Path STORED = Path.of("src/test/resources/golden/distilled");
  private static final double TOLERANCE = 1e-4;

  @TempDir private Path folder;

  @Test
  void networks_ofADistilledCheckpoint_areClose() throws Exception {
    RecipeCheckpoint.write("sdxl", folder);
    replace("unet", Architecture.UNET);
    replace("vae", Architecture.AUTOENCODER);
    DeviceChoice device = DeviceChoice.parse("cpu");
    try (GoldenTensors given =
            new GoldenTensors(RecipeCheckpoint.FAMILIES.resolve("sdxl/golden.safetensors"));
        GoldenTensors golden = new GoldenTensors(STORED.resolve("distilled.safetensors"));
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

  private void replace(String component, Architecture architecture) throws Exception {
    Path config = STORED.resolve(component).resolve("config.json");
    Path target = folder.resolve(component);
    Files.copy(config, target.resolve("config.json"), StandardCopyOption.REPLACE_EXISTING);
    Map<String, List<Long>> weights =
        architecture.weights(component, JsonMapper.builder().build().readTree(config.toFile()));
    var writer = new SafetensorsWriter("pt");
    for (var weight : weights.entrySet()) {
      var numbers = new RecipeCheckpoint.Weight(component, weight.getKey(), weight.getValue());
      writer.add(weight.getKey(), ElementType.F32, weight.getValue(), numbers.bytes());
    }
    Path file = target.resolve("diffusion_pytorch_model.safetensors");
    Files.delete(file);
    writer.write(file);
  }
}
