package dev.imprimatur.diffusion.checkpoint;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.json.JsonMapper;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.imprimatur.diffusion.InvalidCheckpointException;
import dev.imprimatur.diffusion.family.RecipeCheckpoint;
import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/**
 * Folders whose configurations are written in other ways mean what Diffusers takes them to mean.
 */
class FolderLayoutTest {
  private static final JsonMapper JSON = JsonMapper.builder().build();

  @TempDir Path folder;

  @Test
  void scheduler_ofAnotherClassThanItsFileNames_isThatOfTheIndex() throws Exception {
    RecipeCheckpoint.write("sd1", folder);
    edit("model_index.json").putArray("scheduler").add("diffusers").add("DDIMScheduler");
    save();
    assertThat(Checkpoint.open(folder).schedulerConfig().path("_class_name").asText())
        .isEqualTo("DDIMScheduler");
    edit("model_index.json").remove("scheduler");
    save();
    assertThat(Checkpoint.open(folder).schedulerConfig().path("_class_name").asText())
        .isEqualTo("PNDMScheduler");
  }

  /** Each setting has its default in the tiny checkpoint. */
  @ParameterizedTest
  @CsvSource({
    "unet, in_channels",
    "unet, out_channels",
    "unet, layers_per_block",
    "unet, down_block_types",
    "unet, up_block_types",
    "vae, latent_channels",
    "vae, layers_per_block",
    "text_encoder, max_position_embeddings"
  })
  void open_aConfigurationThatLeavesOutADefault_hasIt(String network, String key) throws Exception {
    RecipeCheckpoint.write("sd1", folder);
    JsonNode value = edit(network + "/config.json").remove(key);
    save();
    try (Component component = Checkpoint.open(folder).component(network)) {
      assertThat(component.config().path(key)).isEqualTo(value);
    }
  }

  @Test
  void open_attentionToTheTextAloneInNoBlock_isAccepted() throws Exception {
    RecipeCheckpoint.write("sd1", folder);
    edit("unet/config.json").putArray("only_cross_attention").add(false).add(false);
    save();
    assertThat(Checkpoint.open(folder).has("unet")).isTrue();
    edit("unet/config.json").putArray("only_cross_attention").add(false).add(true);
    save();
    assertThatThrownBy(() -> Checkpoint.open(folder))
        .isInstanceOf(InvalidCheckpointException.class)
        .hasMessage(
            "unet/config.json: only_cross_attention is '[false,true]', which is not supported");
  }

  @Test
  void open_textsOfALengthThatDoesNotFit_isRefused() throws Exception {
    RecipeCheckpoint.write("sdxl", folder);
    edit("tokenizer_2/tokenizer_config.json").put("model_max_length", 40);
    save();
    assertThatThrownBy(() -> Checkpoint.open(folder))
        .isInstanceOf(InvalidCheckpointException.class)
        .hasMessage("the tokenizers give texts of different lengths: [40, 77]");
    edit("tokenizer_2/tokenizer_config.json").put("model_max_length", 100);
    save();
    assertThatThrownBy(() -> Checkpoint.open(folder))
        .isInstanceOf(InvalidCheckpointException.class)
        .hasMessage("the tokenizer_2 gives 100 tokens, but the text_encoder_2 takes 77");
  }

  /** What tokens were added decides what is drawn. */
  @Test
  void files_withAddedTokens_areHashed() throws Exception {
    RecipeCheckpoint.write("sd1", folder);
    String before = Checkpoint.open(folder).hash();
    Files.writeString(folder.resolve("tokenizer/added_tokens.json"), "{\"!\": 0}");
    assertThat(Checkpoint.open(folder).files()).containsKey("tokenizer/added_tokens.json");
    assertThat(Checkpoint.open(folder).hash()).isNotEqualTo(before);
  }

  private Path edited;
  private ObjectNode content;

  private ObjectNode edit(String file) throws Exception {
    edited = folder.resolve(file);
    content = (ObjectNode) JSON.readTree(edited.toFile());
    return content;
  }

  private void save() throws Exception {
    JSON.writeValue(edited.toFile(), content);
  }
}
