package dev.imprimatur.diffusion;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import ai.djl.ndarray.NDArray;
import ai.djl.ndarray.NDArrays;
import ai.djl.ndarray.NDList;
import ai.djl.ndarray.NDManager;
import ai.djl.ndarray.types.Shape;
import dev.imprimatur.diffusion.checkpoint.Checkpoint;
import dev.imprimatur.diffusion.checkpoint.GoldenTensors;
import dev.imprimatur.diffusion.conditioning.TextCondition;
import dev.imprimatur.diffusion.family.Recipe;
import dev.imprimatur.diffusion.family.RecipeCheckpoint;
import dev.imprimatur.diffusion.network.Condition;
import dev.imprimatur.diffusion.network.TextContext;
import dev.imprimatur.diffusion.tokenizer.ClipTokenizer;
import dev.imprimatur.picture.Picture;
import java.awt.image.BufferedImage;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Every network of every family gives what Diffusers gives, seam by seam. */
class FamilySeamsTest {
  private static final String PROMPT = "a watercolor of a sleepy panda with a red balloon";
  private static final String NEGATIVE = "city, night";
  private static final double TOLERANCE = 1e-4;

  @TempDir private Path folder;

  @ParameterizedTest
  @ValueSource(
      strings = {
        "sd1",
        "sd1-inpainting",
        "sd1-lcm",
        "sd2-velocity",
        "sd2-inpainting",
        "sdxl",
        "sdxl-inpainting",
        "sdxl-velocity"
      })
  void networks_ofEveryFamily_areClose(String family) throws Exception {
    Checkpoint checkpoint = Checkpoint.open(RecipeCheckpoint.write(family, folder));
    Path stored = RecipeCheckpoint.FAMILIES.resolve(family).resolve("golden.safetensors");
    try (GoldenTensors golden = new GoldenTensors(stored);
        NDManager manager = PyTorch.manager(DeviceChoice.parse("cpu"));
        ModelParts parts =
            ModelParts.load(checkpoint, manager, ModelOptions.on(DeviceChoice.parse("cpu")))) {
      requireTokens(checkpoint, golden);
      requireTexts(parts, manager, golden);
      requirePredictions(parts, manager, golden);
      requireAutoencoder(parts, manager, golden);
    }
  }

  private static void requireTokens(Checkpoint checkpoint, GoldenTensors golden) throws Exception {
    long[] ids = golden.integers("ids");
    String[] tokenizers = ids.length > 77 ? new String[] {"", "_2"} : new String[] {""};
    for (int i = 0; i < tokenizers.length; i++) {
      ClipTokenizer tokenizer = checkpoint.tokenizer("tokenizer" + tokenizers[i]);
      assertThat(tokenizer.encode(PROMPT).ids())
          .isEqualTo(Arrays.copyOfRange(ids, 77 * i, 77 * (i + 1)));
    }
  }

  private static void requireTexts(ModelParts parts, NDManager manager, GoldenTensors golden)
      throws Exception {
    TextCondition prompt = text(parts, manager, PROMPT);
    TextCondition negative = text(parts, manager, NEGATIVE);
    requireClose(NDArrays.concat(new NDList(negative.hidden(), prompt.hidden())), golden, "hidden");
    if (prompt.pooled().isPresent()) {
      requireClose(
          NDArrays.concat(
              new NDList(negative.pooled().orElseThrow(), prompt.pooled().orElseThrow())),
          golden,
          "pooled");
    }
  }

  private static TextCondition text(ModelParts parts, NDManager manager, String text) {
    return parts
        .prompts()
        .with(encoder -> encoder.encode(manager, PromptStyle.PLAIN.read(text).spans(), cut -> {}));
  }

  private static void requirePredictions(ModelParts parts, NDManager manager, GoldenTensors golden)
      throws Exception {
    float[] hidden = golden.floats("hidden");
    boolean large = parts.unetFacts().takesSizes();
    Condition condition =
        new Condition(
            manager.create(hidden, new Shape(2, 77, hidden.length / 2 / 77)),
            large
                ? Optional.of(manager.create(golden.floats("pooled"), new Shape(2, 40)))
                : Optional.empty(),
            large
                ? Optional.of(
                    manager.create(new float[][] {{64, 72, 0, 0, 64, 72}, {64, 72, 0, 0, 64, 72}}))
                : Optional.empty(),
            parts.unetFacts().takesGuidance()
                ? Optional.of(manager.create(new float[] {4, 4}))
                : Optional.empty());
    int channels = parts.unetFacts().inChannels();
    for (String size : new String[] {"", "_odd"}) {
      Shape shape = size.isEmpty() ? new Shape(2, channels, 8, 8) : new Shape(2, channels, 9, 7);
      NDArray sample = manager.create(golden.floats("sample" + size), shape);
      requireClose(predict(parts, manager, sample, condition), golden, "prediction" + size);
      requireOneForTwo(parts, manager, sample, condition);
    }
  }

  /** So many queries and keys that attention goes part by part. */
  @Test
  void prediction_forALargeLatent_isClose() throws Exception {
    Checkpoint checkpoint = Checkpoint.open(RecipeCheckpoint.write("sd1", folder));
    DeviceChoice device = DeviceChoice.parse("cpu");
    try (GoldenTensors given =
            new GoldenTensors(RecipeCheckpoint.FAMILIES.resolve("sd1/golden.safetensors"));
        GoldenTensors golden =
            new GoldenTensors(RecipeCheckpoint.FAMILIES.resolveSibling("wide/wide.safetensors"));
        NDManager manager = PyTorch.manager(device);
        ModelParts parts = ModelParts.load(checkpoint, manager, ModelOptions.on(device))) {
      Shape shape = new Shape(2, 4, 64, 72);
      NDArray sample = manager.create(Recipe.values("wide", "sample", shape.size()), shape).mul(10);
      Condition condition =
          new Condition(
              manager.create(given.floats("hidden"), new Shape(2, 77, 32)),
              Optional.empty(),
              Optional.empty(),
              Optional.empty());
      float[] prediction = predict(parts, manager, sample, condition).toFloatArray();
      float[] reference = golden.floats("prediction");
      float[] kept = new float[reference.length];
      for (int i = 0; i < kept.length; i++) {
        kept[i] = prediction[11 * i];
      }
      assertThat(Differences.relative(kept, reference)).isLessThan(TOLERANCE);
    }
  }

  /** At timestep 500 for the first sample and 37 for the second. */
  private static NDArray predict(
      ModelParts parts, NDManager manager, NDArray sample, Condition condition) {
    return predict(parts, manager, sample, condition, 500, 37);
  }

  private static NDArray predict(
      ModelParts parts,
      NDManager manager,
      NDArray sample,
      Condition condition,
      float... timesteps) {
    return parts
        .unet()
        .with(unet -> {
          try (TextContext context = unet.context(manager, condition)) {
            return unet.predict(manager, sample, manager.create(timesteps), context);
          }
        });
  }

  /** Two samples with four texts give what each sample twice gives. */
  private static void requireOneForTwo(
      ModelParts parts, NDManager manager, NDArray sample, Condition condition) {
    NDArray doubled = sample.repeat(0, 2);
    Condition four =
        new Condition(
            twice(condition.hidden()),
            condition.pooled().map(FamilySeamsTest::twice),
            condition.sizes().map(FamilySeamsTest::twice),
            condition.guidance().map(FamilySeamsTest::twice));
    assertThat(
            Differences.relative(
                predict(parts, manager, sample, four, 500, 37).toFloatArray(),
                predict(parts, manager, doubled, four, 500, 500, 37, 37).toFloatArray()))
        .isLessThan(1e-6);
  }

  private static NDArray twice(NDArray values) {
    return NDArrays.concat(new NDList(values, values));
  }

  private static void requireAutoencoder(ModelParts parts, NDManager manager, GoldenTensors golden)
      throws Exception {
    NDArray picture =
        manager.create(Picture.of(FamilyPictures.start(64, 72)).values(), new Shape(1, 3, 72, 64));
    NDArray moments = parts.autoencoder().with(network -> network.encode(manager, picture));
    requireClose(moments.get(":, :4"), golden, "encoded_mean");
    requireClose(moments.get(":, 4:"), golden, "encoded_logvar");
    float[] sample = Arrays.copyOf(golden.floats("sample"), 4 * 8 * 8);
    NDArray decoded =
        parts
            .autoencoder()
            .with(network ->
                network.decode(
                    manager,
                    manager.create(sample, new Shape(1, 4, 8, 8)).mul(network.scale().factor())));
    assertThat(Differences.relative(thirds(decoded), golden.floats("decoded")))
        .isLessThan(TOLERANCE);
  }

  /** Every third number of every third row, as the reference keeps them. */
  private static float[] thirds(NDArray picture) {
    long rows = picture.getShape().get(2);
    long columns = picture.getShape().get(3);
    float[] all = picture.toFloatArray();
    float[] kept = new float[all.length];
    int count = 0;
    for (int i = 0; i < all.length; i++) {
      if (i / columns % rows % 3 == 0 && i % columns % 3 == 0) {
        kept[count++] = all[i];
      }
    }
    return Arrays.copyOf(kept, count);
  }

  @Test
  void autoencoder_inTiles_isClose() throws Exception {
    Checkpoint checkpoint = Checkpoint.open(RecipeCheckpoint.write("sd1", folder));
    Path stored = RecipeCheckpoint.FAMILIES.resolve("sd1/golden.safetensors");
    try (GoldenTensors golden = new GoldenTensors(stored);
        NDManager manager = PyTorch.manager(DeviceChoice.parse("cpu"));
        ModelParts parts =
            ModelParts.load(checkpoint, manager, ModelOptions.on(DeviceChoice.parse("cpu")))) {
      float[] mean =
          parts
              .autoencoder()
              .with(network ->
                  new PictureCoder(network, parts.space(), 64)
                      .encode(manager, Picture.of(FamilyPictures.start(104, 80)).values(), 104, 80)
                      .mean());
      assertThat(Differences.relative(mean, golden.floats("tiled_encoded_mean")))
          .isLessThan(TOLERANCE);
      requireTiledPicture(parts, manager, golden);
    }
  }

  private static void requireTiledPicture(ModelParts parts, NDManager manager, GoldenTensors golden)
      throws Exception {
    float[] latent = golden.floats("tiled_latent");
    float[] reference = golden.floats("tiled_decoded");
    BufferedImage picture =
        parts
            .autoencoder()
            .with(network -> {
              for (int i = 0; i < latent.length; i++) {
                latent[i] *= (float) network.scale().factor();
              }
              return new PictureCoder(network, parts.space(), 64).decode(manager, latent, 104, 80);
            });
    int columns = (104 + 2) / 3;
    int plane = reference.length / 3;
    for (int i = 0; i < plane; i++) {
      int pixel = picture.getRGB(3 * (i % columns), 3 * (i / columns));
      for (int colour = 0; colour < 3; colour++) {
        assertThat(pixel >> (16 - 8 * colour) & 0xFF)
            .isCloseTo(Pixels.toByte(reference[colour * plane + i]), within(1));
      }
    }
  }

  private static void requireClose(NDArray actual, GoldenTensors golden, String name)
      throws Exception {
    assertThat(Differences.relative(actual.toFloatArray(), golden.floats(name)))
        .as(name)
        .isLessThan(TOLERANCE);
  }
}
