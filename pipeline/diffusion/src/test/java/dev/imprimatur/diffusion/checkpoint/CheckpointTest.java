package dev.imprimatur.diffusion.checkpoint;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.json.JsonMapper;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.imprimatur.diffusion.InvalidCheckpointException;
import dev.imprimatur.diffusion.family.RecipeCheckpoint;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class CheckpointTest {
  private static final JsonMapper JSON = JsonMapper.builder().build();
  private static final String UNET = "unet/diffusion_pytorch_model.safetensors";

  @TempDir Path folder;

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
  void open_everyFamily_hasItsParts(String family) throws Exception {
    Checkpoint checkpoint = Checkpoint.open(RecipeCheckpoint.write(family, folder));
    assertThat(checkpoint.has("text_encoder_2")).isEqualTo(family.startsWith("sdxl"));
    assertThat(checkpoint.has("safety_checker")).isFalse();
    assertThat(checkpoint.zerosForAbsentPrompt()).isEqualTo(family.startsWith("sdxl"));
    assertThat(checkpoint.schedulerConfig().path("beta_start").asDouble()).isEqualTo(0.00085);
    try (Component unet = checkpoint.component("unet")) {
      int channels = family.endsWith("inpainting") ? 9 : 4;
      assertThat(unet.integer("in_channels")).isEqualTo(channels);
      unet.require("conv_in.weight", 32, channels, 3, 3);
      assertThat(unet.has("add_embedding.linear_1.weight")).isEqualTo(family.startsWith("sdxl"));
    }
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "StableDiffusionImg2ImgPipeline",
        "StableDiffusionInpaintPipeline",
        "LatentConsistencyModelPipeline"
      })
  void open_anotherPipelineOfTheSameParts_isAccepted(String pipeline) throws Exception {
    RecipeCheckpoint.write("sd1", folder);
    set("model_index.json", "_class_name", '"' + pipeline + '"');
    assertThat(Checkpoint.open(folder).has("unet")).isTrue();
  }

  /** As turbo models are published, and four that are not such. */
  @ParameterizedTest
  @CsvSource({
    "EulerDiscreteScheduler, trailing, epsilon, false, true",
    "EulerAncestralDiscreteScheduler, trailing, epsilon, false, true",
    "EulerDiscreteScheduler, leading, epsilon, false, false",
    "EulerDiscreteScheduler, trailing, v_prediction, false, false",
    "EulerDiscreteScheduler, trailing, epsilon, true, false",
    "DDIMScheduler, trailing, epsilon, false, false"
  })
  void summary_tellsTurboModelsByTheirScheduler(
      String name, String spacing, String prediction, boolean zeroTerminal, boolean turbo)
      throws Exception {
    RecipeCheckpoint.write("sd1", folder);
    String file = "scheduler/scheduler_config.json";
    set("model_index.json", "scheduler", "[\"diffusers\",\"" + name + "\"]");
    set(file, "timestep_spacing", '"' + spacing + '"');
    set(file, "prediction_type", '"' + prediction + '"');
    set(file, "rescale_betas_zero_snr", Boolean.toString(zeroTerminal));
    assertThat(Checkpoint.open(folder).summary().turbo()).isEqualTo(turbo);
  }

  /** One row for each way in which the parts of a checkpoint can be wrong or not fit together. */
  @ParameterizedTest(name = "{0} {1} = {2}")
  @CsvSource(
      delimiter = '|',
      quoteCharacter = '`',
      value = {
        "model_index.json|_class_name|\"StableDiffusion3Pipeline\""
            + "|model_index.json: the pipeline 'StableDiffusion3Pipeline' is not supported;",
        "model_index.json|unet|[\"diffusers\",\"UNet3DConditionModel\"]"
            + "|model_index.json: unet is of the class 'UNet3DConditionModel', which is not",
        "model_index.json|vae|[\"diffusers\",\"AutoencoderTiny\"]"
            + "|model_index.json: vae is of the class 'AutoencoderTiny', which is not supported",
        "model_index.json|unet|[\"transformers\",\"CLIPTextModel\"]"
            + "|model_index.json: unet is of the class 'CLIPTextModel', which is not supported",
        "model_index.json|vae|[null,null]|model_index.json: the checkpoint has no vae",
        "model_index.json|vae|7|model_index.json: the checkpoint has no vae",
        "model_index.json|_class_name|\"StableDiffusionXLPipeline\""
            + "|model_index.json: the checkpoint has no text_encoder_2",
        "unet/config.json|in_channels|8"
            + "|unet: weight conv_in.weight has shape (32, 4, 3, 3), expected (32, 8, 3, 3)",
        "unet/config.json|layers_per_block|3|unet: weight down_blocks.0.attentions.2.norm.bias is",
        "text_encoder/config.json|num_hidden_layers|2"
            + "|text_encoder: the configuration has no place for the tensor"
            + " text_model.encoder.layers.2.layer_norm1.bias, nor for 15 more",
        "vae/config.json|latent_channels|8|vae: weight decoder.conv_in.weight has shape",
      })
  void open_partsThatDoNotFit_isRefusedWithTheDefect(
      String file, String key, String value, String defect) throws Exception {
    RecipeCheckpoint.write("sd1", folder);
    set(file, key, value);
    assertRefused(defect);
  }

  /** Each network fits its own configuration; together they cannot draw. */
  @Test
  void open_networksOfDifferentCheckpoints_isRefused() throws Exception {
    RecipeCheckpoint.write("sd1", folder);
    replace("text_encoder", RecipeCheckpoint.write("sd2-velocity", folder.resolve("other")));
    assertRefused("the unet takes texts of width 32, but the text encoders give 48");
    replace("unet", RecipeCheckpoint.write("sdxl", folder.resolve("large")));
    assertRefused("the unet takes pooled text and sizes, which does not fit the pipeline");
  }

  @Test
  void open_aRefiner_isRefusedByName() throws Exception {
    RecipeCheckpoint.write("sdxl", folder);
    set("model_index.json", "_class_name", "\"StableDiffusionXLImg2ImgPipeline\"");
    assertThat(Checkpoint.open(folder).has("unet")).isTrue();
    set("model_index.json", "text_encoder", "[null,null]");
    assertRefused("model_index.json: the checkpoint is a refiner, without a first text encoder");
  }

  @ParameterizedTest
  @ValueSource(strings = {"model_index.json", "unet/config.json", "tokenizer/vocab.json", UNET})
  void open_withoutAFile_namesIt(String file) throws Exception {
    RecipeCheckpoint.write("sd1", folder);
    Files.delete(folder.resolve(file));
    assertThatThrownBy(() -> Checkpoint.open(folder))
        .isInstanceOf(InvalidCheckpointException.class)
        .hasMessage(
            file.equals(UNET)
                ? folder.resolve("unet") + " has no safetensors weights"
                : folder.resolve(file) + " is missing");
  }

  /** A pickle runs its author's code when it is read: it is never opened, whatever it holds. */
  @Test
  void open_aPickle_isRefused() throws Exception {
    RecipeCheckpoint.write("sd1", folder);
    Files.move(folder.resolve(UNET), folder.resolve("unet/diffusion_pytorch_model.bin"));
    assertRefused(
        folder.resolve("unet/diffusion_pytorch_model.bin")
            + " is a pickle, which can run code when it is read: convert it to safetensors");
    for (String name : List.of("model.ckpt", "model.PT", "model.bin")) {
      Path file = folder.resolve(name);
      assertThatThrownBy(() -> Checkpoint.open(file)).hasMessageStartingWith(file + " is a pickle");
    }
  }

  /** A link could make the weights, or what is hashed, any file that the process can read. */
  @Test
  void open_aLinkOutOfTheFolder_isRefused() throws Exception {
    Path inside = folder.resolve("inside");
    RecipeCheckpoint.write("sd1", inside);
    Path outside = folder.resolve("outside.safetensors");
    Files.move(inside.resolve(UNET), outside);
    Files.createSymbolicLink(inside.resolve(UNET), outside);
    assertThatThrownBy(() -> Checkpoint.open(inside))
        .hasMessageStartingWith(inside.resolve(UNET) + " is a link that leads out of the");
    Files.move(outside, inside.resolve("elsewhere.safetensors"));
    Files.delete(inside.resolve(UNET));
    Files.createSymbolicLink(inside.resolve(UNET), inside.resolve("elsewhere.safetensors"));
    assertThat(Checkpoint.open(inside).has("unet")).as("a link inside the folder").isTrue();
  }

  /** As a hub's programs leave what they downloaded: snapshots/REVISION of links into blobs. */
  @Test
  void open_aSnapshotInTheCacheOfAHub_readsItsOwnBlobs() throws Exception {
    Path snapshot = RecipeCheckpoint.write("sd1", folder.resolve("snapshots/revision"));
    Path blob = Files.createDirectory(folder.resolve("blobs")).resolve("0123");
    Files.move(snapshot.resolve(UNET), blob);
    Files.createSymbolicLink(snapshot.resolve(UNET), Path.of("../../../blobs/0123"));
    assertThat(Checkpoint.open(snapshot).identity().hash()).hasSize(64);
    Files.move(blob, folder.resolve("0123"));
    Files.createSymbolicLink(blob, folder.resolve("0123"));
    assertThatThrownBy(() -> Checkpoint.open(snapshot))
        .hasMessageStartingWith(snapshot.resolve(UNET) + " is a link that leads out of the");
  }

  @ParameterizedTest
  @ValueSource(
      strings = {"../../secret.safetensors", "/etc/passwd", "a/b.safetensors", ".safetensors", ""})
  void open_anIndexThatNamesAPath_isRefused(String shard) throws Exception {
    RecipeCheckpoint.write("sd1", folder);
    String index = "unet/diffusion_pytorch_model.safetensors.index.json";
    Files.writeString(
        folder.resolve(index),
        JSON.createObjectNode()
            .set("weight_map", JSON.createObjectNode().put("a", shard))
            .toString());
    assertRefused(folder.resolve(index) + " names a shard that is no plain file name");
  }

  /** One row for each way in which a configuration file can be wrong. */
  @ParameterizedTest(name = "{1}")
  @CsvSource(
      delimiter = '|',
      quoteCharacter = '`',
      value = {
        "[]|is not a JSON object",
        "{\"a\":1|is not valid JSON at line 1",
        "{\"a\":1,\"a\":2}|is not valid JSON at line 1",
        "{} {}|is not valid JSON at line 1",
      })
  void open_aConfigurationThatIsNoObject_isRefused(String text, String defect) throws Exception {
    RecipeCheckpoint.write("sd1", folder);
    Path config = Files.writeString(folder.resolve("unet/config.json"), text);
    assertRefused(config + " " + defect);
  }

  @Test
  void open_aConfigurationNestedWithoutEnd_isRefused() throws Exception {
    RecipeCheckpoint.write("sd1", folder);
    Path config =
        Files.writeString(folder.resolve("unet/config.json"), "{\"a\":" + "[".repeat(1 << 20));
    assertRefused(config + " is not valid JSON at line 1");
    Files.write(config, new byte[] {'{', '"', (byte) 0xff, '"', ':', '1', '}'});
    assertRefused(config + " is not UTF-8");
    Files.write(config, new byte[(16 << 20) + 1]);
    assertRefused(config + " is larger than 16 MiB");
  }

  private void assertRefused(String defect) {
    assertThatThrownBy(() -> Checkpoint.open(folder))
        .isInstanceOf(InvalidCheckpointException.class)
        .hasMessageStartingWith(defect);
  }

  private void set(String file, String key, String value) throws IOException {
    ObjectNode json = (ObjectNode) JSON.readTree(folder.resolve(file).toFile());
    JsonNode changed = JSON.readTree(value);
    Files.writeString(folder.resolve(file), json.set(key, changed).toString());
  }

  private void replace(String part, Path other) throws IOException {
    for (String file :
        List.of("config.json", "model.safetensors", "diffusion_pytorch_model.safetensors")) {
      Path from = other.resolve(part).resolve(file);
      if (Files.exists(from)) {
        Files.copy(
            from,
            folder.resolve(part).resolve(file),
            java.nio.file.StandardCopyOption.REPLACE_EXISTING);
      }
    }
  }
}
