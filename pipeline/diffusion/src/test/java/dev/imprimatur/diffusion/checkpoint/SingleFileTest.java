package dev.imprimatur.diffusion.checkpoint;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import ai.djl.Device;
import ai.djl.ndarray.NDArray;
import ai.djl.ndarray.NDManager;
import dev.imprimatur.diffusion.InvalidCheckpointException;
import dev.imprimatur.diffusion.checkpoint.safetensors.ElementType;
import dev.imprimatur.diffusion.checkpoint.safetensors.SafetensorsWriter;
import dev.imprimatur.diffusion.family.RecipeCheckpoint;
import dev.imprimatur.diffusion.family.SingleFileRecipe;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.function.UnaryOperator;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** Tiny checkpoints in the single-file layout are those of the diffusers layout. */
class SingleFileTest {
  @TempDir Path folder;

  @ParameterizedTest
  @ValueSource(
      strings = {
        "sd1",
        "sd1-inpainting",
        "sd2-velocity",
        "sd2-inpainting",
        "sdxl",
        "sdxl-inpainting"
      })
  void load_everyFamily_givesTheWeightsOfTheFolder(String family) throws Exception {
    Checkpoint whole = Checkpoint.open(RecipeCheckpoint.write(family, folder.resolve("whole")));
    Checkpoint single = open(family);
    try (NDManager manager = NDManager.newBaseManager(Device.cpu(), "PyTorch")) {
      for (String network : List.of("text_encoder", "text_encoder_2", "unet", "vae")) {
        assertThat(single.has(network)).isEqualTo(whole.has(network));
        if (whole.has(network)) {
          assertSame(network, single, whole, manager);
        }
      }
    }
    assertThat(single.schedulerConfig()).isEqualTo(whole.schedulerConfig());
    assertThat(single.tokenizer("tokenizer").encode("a horse!").ids())
        .isEqualTo(whole.tokenizer("tokenizer").encode("a horse!").ids());
  }

  /** Some programs leave out one prefix of the text encoder. */
  @Test
  void load_namesWithoutTextModel_areUnderstood() throws Exception {
    Path file = folder.resolve("short.safetensors");
    SingleFileRecipe.tensors("sd1", name -> name.replace("transformer.text_model.", "transformer."))
        .write(file);
    try (Component text = Checkpoint.open(file, configuration("sd1")).component("text_encoder")) {
      assertThat(text.has("text_model.final_layer_norm.weight")).isTrue();
    }
  }

  @Test
  void open_whatOnlyTrainingNeeds_isIgnored() throws Exception {
    SafetensorsWriter writer = SingleFileRecipe.tensors("sd1", UnaryOperator.identity());
    for (String name :
        List.of(
            "betas",
            "model_ema.diffusion_modelinput_blocks00weight",
            "cond_stage_model.transformer.text_model.embeddings.position_ids",
            "first_stage_model.loss.logvar",
            "cond_stage_model.logit_scale")) {
      writer.add(name, ElementType.I64, List.of(1L), new byte[8]);
    }
    Path file = folder.resolve("trained.safetensors");
    writer.write(file);
    assertThat(Checkpoint.open(file, configuration("sd1")).unused())
        .containsExactly(
            "betas",
            "cond_stage_model.logit_scale",
            "model_ema.diffusion_modelinput_blocks00weight");
  }

  /** What stands inside a network and has no place in it would be drawn wrongly without it. */
  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      value = {
        "unet|model.diffusion_model.input_blocks.1.2.weight",
        "vae|first_stage_model.decoder.up.0.attn.0.norm.weight",
        "text_encoder|cond_stage_model.transformer.text_model.adapter.weight",
      })
  void open_anUnknownTensorInANetwork_isRefused(String network, String name) throws Exception {
    SafetensorsWriter writer = SingleFileRecipe.tensors("sd1", UnaryOperator.identity());
    writer.add(name, ElementType.F32, List.of(1L), new byte[4]);
    Path file = folder.resolve("more.safetensors");
    writer.write(file);
    Path configuration = configuration("sd1");
    assertThatThrownBy(() -> Checkpoint.open(file, configuration))
        .isInstanceOf(InvalidCheckpointException.class)
        .hasMessage(network + ": the configuration has no place for the tensor " + name);
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "model.diffusion_model.middle_block.1.proj_in.weight",
        "first_stage_model.decoder.mid.attn_1.q.bias",
        "cond_stage_model.transformer.text_model.final_layer_norm.weight"
      })
  void open_aMissingTensor_isNamedAsTheFileWould(String missing) throws Exception {
    Path file = folder.resolve("less.safetensors");
    SingleFileRecipe.tensors("sd1", name -> name.equals(missing) ? "elsewhere" : name).write(file);
    Path configuration = configuration("sd1");
    assertThatThrownBy(() -> Checkpoint.open(file, configuration))
        .isInstanceOf(InvalidCheckpointException.class)
        .hasMessageEndingWith(": the tensor " + missing + " is missing");
  }

  /** One row for each kind of file that is no checkpoint. */
  @ParameterizedTest(name = "{0}")
  @CsvSource(
      delimiter = '|',
      value = {
        "lora_unet_mid_block.lora_up.weight"
            + "|the file is no checkpoint of Stable Diffusion 1, 2 or XL:"
            + " it is a LoRA, which is used with a checkpoint",
        "unet.mid_block.lora_A.weight"
            + "|the file is no checkpoint of Stable Diffusion 1, 2 or XL:"
            + " it is a LoRA, which is used with a checkpoint",
        "down_blocks.0.resnets.0.conv1.weight"
            + "|the file is no checkpoint of Stable Diffusion 1, 2 or XL:"
            + " it is one network of the diffusers layout: name the folder of the checkpoint",
        "double_blocks.0.img_attn.qkv.weight"
            + "|the file is no checkpoint of Stable Diffusion 1, 2 or XL:"
            + " it has no tensor model.diffusion_model.*",
        "model.diffusion_model.out.0.weight"
            + "|the file has a denoising network of Stable Diffusion, but no text encoder",
      })
  void open_anotherKindOfFile_saysWhatItIs(String tensor, String defect) throws Exception {
    assertRefused(defect, tensor);
  }

  @Test
  void open_aRefiner_isRefusedByName() throws Exception {
    assertRefused(
        "the checkpoint is a refiner, without a first text encoder: use the base checkpoint",
        "model.diffusion_model.out.0.weight",
        "conditioner.embedders.0.model.ln_final.bias");
  }

  @Test
  void open_withTheConfigurationOfAnotherFamily_isRefused() throws Exception {
    Path file = SingleFileRecipe.write("sd1", folder.resolve("sd1.safetensors"));
    Path configuration = configuration("sdxl");
    assertThatThrownBy(() -> Checkpoint.open(file, configuration))
        .hasMessage(file + " and the configuration folder are of different families");
  }

  /** Ids of CLIP's vocabulary would be read from beyond the tiny encoder's embeddings. */
  @Test
  void open_aVocabularyThatDoesNotFit_isRefused() throws Exception {
    Path file = SingleFileRecipe.write("sd1", folder.resolve("sd1.safetensors"));
    Path configuration = configuration("sd1");
    try (Stream<Path> files = Files.walk(configuration.resolve("tokenizer"))) {
      for (Path path : files.sorted(java.util.Comparator.reverseOrder()).toList()) {
        Files.delete(path);
      }
    }
    assertThatThrownBy(() -> Checkpoint.open(file, configuration))
        .hasMessage("the tokenizer has 49408 tokens, but the text_encoder knows 4096");
  }

  @Test
  void hash_ofAFile_isItsOwnUnlessAConfigurationIsNamed() throws Exception {
    Path file = SingleFileRecipe.write("sd1", folder.resolve("sd1.safetensors"));
    Path configuration = configuration("sd1");
    String with = Checkpoint.open(file, configuration).hash();
    assertThat(with).hasSize(64).isNotEqualTo(FileHash.of(file));
    Path scheduler = configuration.resolve("scheduler/scheduler_config.json");
    Files.writeString(scheduler, Files.readString(scheduler).replace("epsilon", "v_prediction"));
    assertThat(Checkpoint.open(file, configuration).hash()).isNotEqualTo(with);
  }

  @Test
  void quantise_aFile_givesAFolderOfAllItsParts() throws Exception {
    Path file = SingleFileRecipe.write("sdxl", folder.resolve("sdxl.safetensors"));
    Path whole = RecipeCheckpoint.write("sdxl", folder.resolve("whole"));
    Path single = folder.resolve("single");
    Quantiser.quantise(file, configuration("sdxl"), single);
    Quantiser.quantise(whole, folder.resolve("quantised"));
    assertThat(Checkpoint.open(single).hash())
        .isEqualTo(Checkpoint.open(folder.resolve("quantised")).hash());
  }

  private static void assertSame(
      String network, Checkpoint single, Checkpoint whole, NDManager manager) throws Exception {
    try (Component one = single.component(network);
        Component other = whole.component(network);
        NDManager scope = manager.newSubManager()) {
      Map<String, NDArray> loaded = one.load(scope, "");
      Map<String, NDArray> expected = other.load(scope, "");
      assertThat(loaded.keySet()).isEqualTo(expected.keySet());
      for (String name : expected.keySet()) {
        assertThat(loaded.get(name).getShape()).as(name).isEqualTo(expected.get(name).getShape());
        assertThat(loaded.get(name).toFloatArray())
            .as(name)
            .isEqualTo(expected.get(name).toFloatArray());
      }
    }
  }

  private Checkpoint open(String family) throws Exception {
    Path file = SingleFileRecipe.write(family, folder.resolve("single.safetensors"));
    return Checkpoint.open(file, configuration(family));
  }

  /** The family's folder without weights. */
  private Path configuration(String family) throws Exception {
    Path configuration = RecipeCheckpoint.write(family, folder.resolve("configuration-" + family));
    try (Stream<Path> files = Files.walk(configuration)) {
      for (Path weights : files.filter(path -> path.toString().endsWith(".safetensors")).toList()) {
        Files.delete(weights);
      }
    }
    return configuration;
  }

  private void assertRefused(String defect, String... tensors)
      throws IOException, InvalidCheckpointException {
    var writer = new SafetensorsWriter("pt");
    for (String tensor : tensors) {
      writer.add(tensor, ElementType.F32, List.of(1L), new byte[4]);
    }
    Path file = folder.resolve("other.safetensors");
    writer.write(file);
    assertThatThrownBy(() -> Checkpoint.open(file))
        .isInstanceOf(InvalidCheckpointException.class)
        .hasMessage(file + ": " + defect);
  }
}
