package dev.imprimatur.diffusion.checkpoint.architecture;

import static java.util.stream.Collectors.toMap;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.json.JsonMapper;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.imprimatur.diffusion.InvalidCheckpointException;
import dev.imprimatur.diffusion.family.RecipeCheckpoint;
import dev.imprimatur.diffusion.family.RecipeCheckpoint.Weight;
import java.util.List;
import java.util.Map;
import java.util.Random;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class ArchitectureTest {
  private static final JsonMapper JSON = JsonMapper.builder().build();
  private static final Map<String, Architecture> NETWORKS =
      Map.of(
          "text_encoder", Architecture.TEXT,
          "text_encoder_2", Architecture.TEXT_WITH_PROJECTION,
          "unet", Architecture.UNET,
          "vae", Architecture.AUTOENCODER);

  /** The names and shapes are those that Diffusers made from the same configurations. */
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
  void weights_ofEveryFamily_areThoseOfDiffusers(String family) throws Exception {
    List<Weight> weights = RecipeCheckpoint.weights(family);
    for (String network : weights.stream().map(Weight::component).distinct().toList()) {
      Map<String, List<Long>> expected =
          weights.stream()
              .filter(weight -> weight.component().equals(network))
              .collect(toMap(Weight::name, Weight::shape));
      assertThat(NETWORKS.get(network).weights(network, config(family, network)))
          .as(network)
          .isEqualTo(expected);
    }
  }

  @Test
  void weights_ofTheSafetyChecker_areThoseOfDiffusers() throws Exception {
    Map<String, List<Long>> expected =
        RecipeCheckpoint.weights("../safety").stream().collect(toMap(Weight::name, Weight::shape));
    JsonNode config =
        JSON.readTree(RecipeCheckpoint.FAMILIES.resolve("../safety/config.json").toFile());
    assertThat(Architecture.SAFETY_CHECKER.weights("safety_checker", config)).isEqualTo(expected);
  }

  /** One row for each way in which a configuration can be absurd or ask for what is not there. */
  @ParameterizedTest(name = "{0}: {1} = {2}")
  @CsvSource(
      delimiter = '|',
      quoteCharacter = '`',
      value = {
        "unet|in_channels|-4|in_channels must be a whole number from 1 to 64, but is -4",
        "unet|in_channels|null|in_channels must be a whole number from 1 to 64, but is null",
        "unet|in_channels|4000000000"
            + "|in_channels must be a whole number from 1 to 64, but is 4000000000",
        "unet|in_channels|4.5|in_channels must be a whole number from 1 to 64, but is 4.5",
        "unet|cross_attention_dim|\"32\""
            + "|cross_attention_dim must be a whole number from 1 to 8192, but is 32",
        "unet|cross_attention_dim|[32,32,64,32]"
            + "|cross_attention_dim is [32, 32, 64, 32], but it must be the same in all blocks",
        "unet|cross_attention_dim|[32,32]|cross_attention_dim must name 4 blocks",
        "unet|layers_per_block|1000000"
            + "|layers_per_block must be a whole number from 1 to 8, but is 1000000",
        "unet|layers_per_block|[2,2]|layers_per_block must name 4 blocks",
        "unet|transformer_layers_per_block|[[1],1,1,1]"
            + "|transformer_layers_per_block names 1 layers of a block that has 2",
        "unet|transformer_layers_per_block|[[1,2],1,1,1]"
            + "|transformer_layers_per_block differs within a block, so it needs"
            + " reverse_transformer_layers_per_block",
        "unet|reverse_transformer_layers_per_block|[1,1]"
            + "|reverse_transformer_layers_per_block must name 4 blocks",
        "unet|transformer_layers_per_block|[33,1,1,1]"
            + "|transformer_layers_per_block must be a whole number from 1 to 32, but is 33",
        "unet|block_out_channels|[]|block_out_channels must be a list of 1 to 8 values",
        "unet|block_out_channels|[1,1,1,1,1,1,1,1,1]"
            + "|block_out_channels must be a list of 1 to 8 values",
        "unet|block_out_channels|[32,32,64,2000000000]"
            + "|block_out_channels must be a whole number from 1 to 8192, but is 2000000000",
        "unet|norm_num_groups|7|32 channels cannot be divided into 7 groups",
        "unet|attention_head_dim|5|32 channels cannot be divided among 5 heads",
        "unet|down_block_types|[\"AttnDownBlock2D\",\"DownBlock2D\",\"DownBlock2D\",\"DownBlock2D\"]"
            + "|down_block_types has 'AttnDownBlock2D', but only DownBlock2D and"
            + " CrossAttnDownBlock2D are supported",
        "unet|up_block_types|[\"UpBlock2D\"]|up_block_types must name 4 blocks",
        "unet|mid_block_scale_factor|1.4|mid_block_scale_factor is 1.4, but only 1 is supported",
        "unet|resnet_out_scale_factor|2|resnet_out_scale_factor is 2, but only 1 is supported",
        "unet|downsample_padding|0|downsample_padding is 0, but only 1 is supported",
        "unet|center_input_sample|true|center_input_sample is 'true', which is not supported",
        "unet|class_embed_type|\"projection\""
            + "|class_embed_type is 'projection', which is not supported",
        "unet|addition_embed_type|\"text\"|addition_embed_type is 'text', but only 'text_time' is supported",
        "vae|latent_channels|0|latent_channels must be a whole number from 1 to 64, but is 0",
        "vae|act_fn|\"gelu\"|act_fn is 'gelu', but only silu and swish are supported",
        "unet|resnet_time_scale_shift|\"ada_group\""
            + "|resnet_time_scale_shift is 'ada_group', but only default and scale_shift are supported",
        "text_encoder|hidden_size|1000000000"
            + "|hidden_size must be a whole number from 1 to 8192, but is 1000000000",
        "text_encoder|num_hidden_layers|129"
            + "|num_hidden_layers must be a whole number from 1 to 128, but is 129",
        "text_encoder|num_attention_heads|5|hidden_size 32 cannot be divided among 5 heads",
        "text_encoder|vocab_size|2147483647"
            + "|vocab_size must be a whole number from 1 to 1048576, but is 2147483647",
      })
  void weights_ofAnAbsurdConfiguration_areRefused(
      String network, String key, String value, String defect) throws Exception {
    JsonNode config = config("sd1", network).set(key, JSON.readTree(value));
    assertThatThrownBy(() -> NETWORKS.get(network).weights(network, config))
        .isInstanceOf(InvalidCheckpointException.class)
        .hasMessage(network + "/config.json: " + defect);
  }

  /**
   * A text width written for each block, and heads that do not divide the channels of a block which
   * attends to nothing, as in the tiny networks of Diffusers' own tests.
   */
  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      value = {"cross_attention_dim|[32,32,32,32]", "attention_head_dim|[7,4,4,4]"})
  void weights_ofASettingThatChangesNoShape_areThoseOfOneForAll(String key, String value)
      throws Exception {
    ObjectNode config = config("sd1", "unet");
    config.withArray("down_block_types").set(0, "DownBlock2D");
    config.withArray("up_block_types").set(3, "UpBlock2D");
    Map<String, List<Long>> expected = Architecture.UNET.weights("unet", config);
    config.set(key, JSON.readTree(value));
    assertThat(Architecture.UNET.weights("unet", config)).isEqualTo(expected);
  }

  @Test
  void weights_ofAConfigurationWithoutASetting_saysThatItIsAbsent() throws Exception {
    ObjectNode config = config("sd1", "unet");
    config.remove("cross_attention_dim");
    assertThatThrownBy(() -> Architecture.UNET.weights("unet", config))
        .hasMessage(
            "unet/config.json: cross_attention_dim must be a whole number from 1 to 8192,"
                + " but is absent");
  }

  @Test
  void weights_ofRandomConfigurations_areFoundOrRefused() throws Exception {
    String[] values = {
      "null",
      "true",
      "-1",
      "0",
      "1",
      "2",
      "3",
      "31",
      "1e9",
      "99999999999999999999",
      "\"\"",
      "\"null\"",
      "[]",
      "{}",
      "[1]",
      "[[]]",
      "[-1,0,1,2]",
      "[\"UpBlock2D\"]",
      "[8,8,8,8]"
    };
    var random = new Random(2);
    int found = 0;
    for (int round = 0; round < 4000; round++) {
      String network = List.of("text_encoder", "unet", "vae").get(random.nextInt(3));
      ObjectNode config = config("sd1", network);
      List<String> keys = config.properties().stream().map(Map.Entry::getKey).toList();
      for (int i = 0; i <= random.nextInt(2); i++) {
        config.set(
            keys.get(random.nextInt(keys.size())),
            JSON.readTree(values[random.nextInt(values.length)]));
      }
      try {
        assertThat(NETWORKS.get(network).weights(network, config)).isNotEmpty();
        found++;
      } catch (InvalidCheckpointException expected) {
        assertThat(expected).hasMessageStartingWith(network + "/config.json: ");
      }
    }
    assertThat(found).isBetween(100, 3900);
  }

  private static ObjectNode config(String family, String network) throws Exception {
    return (ObjectNode)
        JSON.readTree(
            RecipeCheckpoint.FAMILIES.resolve(family).resolve(network + "/config.json").toFile());
  }
}
