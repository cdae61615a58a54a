package dev.imprimatur.diffusion.checkpoint;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.json.JsonMapper;
import dev.imprimatur.diffusion.InvalidCheckpointException;
import dev.imprimatur.diffusion.checkpoint.architecture.Architecture;
import dev.imprimatur.diffusion.checkpoint.architecture.Family;
import dev.imprimatur.diffusion.checkpoint.compvis.PublishedFile;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/**
 * The published models in the single-file layout, at their full size but without numbers: their
 * configurations follow from the shapes alone. Parameters are those that Diffusers and Transformers
 * count for the same configurations.
 */
class PublishedSizesTest {
  private static final JsonMapper JSON = JsonMapper.builder().build();
  private static final String STANDARD = "modelspec.prediction_type";
  private static final String AUTOENCODER =
      """
      {"block_out_channels":[128,256,512,512],"layers_per_block":2,"latent_channels":4,
       "down_block_types":["DownEncoderBlock2D","DownEncoderBlock2D","DownEncoderBlock2D",
       "DownEncoderBlock2D"],"up_block_types":["UpDecoderBlock2D","UpDecoderBlock2D",
       "UpDecoderBlock2D","UpDecoderBlock2D"]}\
      """;
  private static final String TEXT =
      """
      {"vocab_size":49408,"max_position_embeddings":77,"hidden_size":%d,"intermediate_size":%d,
       "num_hidden_layers":%d,"num_attention_heads":%d,"projection_dim":%1$d}\
      """;
  private static final String UNET =
      """
      {"in_channels":%d,"block_out_channels":[320,640,1280,1280],"layers_per_block":2,
       "down_block_types":["CrossAttnDownBlock2D","CrossAttnDownBlock2D","CrossAttnDownBlock2D",
       "DownBlock2D"],"up_block_types":["UpBlock2D","CrossAttnUpBlock2D","CrossAttnUpBlock2D",
       "CrossAttnUpBlock2D"],"cross_attention_dim":%d,"use_linear_projection":%b}\
      """;
  private static final String UNET_XL =
      """
      {"in_channels":4,"block_out_channels":[320,640,1280],"layers_per_block":2,
       "down_block_types":["DownBlock2D","CrossAttnDownBlock2D","CrossAttnDownBlock2D"],
       "up_block_types":["CrossAttnUpBlock2D","CrossAttnUpBlock2D","UpBlock2D"],
       "cross_attention_dim":2048,"use_linear_projection":true,
       "transformer_layers_per_block":[1,2,10],"addition_embed_type":"text_time",
       "addition_time_embed_dim":256,"projection_class_embeddings_input_dim":2816}\
      """;

  @TempDir Path folder;

  @Test
  void open_version1_hasItsConfigurations() throws Exception {
    PublishedFile file = version1(4);
    CheckpointSummary summary = summary(file);
    assertThat(summary.family()).isEqualTo(Family.VERSION_1);
    assertThat(summary.takesMask()).isFalse();
    assertThat(summary.prediction()).isEqualTo("epsilon");
    assertThat(summary.scheduler()).isEqualTo("PNDMScheduler");
    assertThat(summary.side()).isEqualTo(512);
    assertThat(summary.parameters()).isEqualTo(123_060_480 + 859_520_964 + 83_653_863);
    assertThat(summary.networks())
        .contains(
            new NetworkSummary("unet", 686, 859_520_964, 2 * 859_520_964L, 29_491_200, "float16"));
    assertThat(config("unet").path("attention_head_dim").asInt()).isEqualTo(8);
    assertThat(config("vae").path("scaling_factor").asDouble()).isEqualTo(0.18215);
  }

  @Test
  void open_version1ForInpainting_takesAMask() throws Exception {
    assertThat(summary(version1(9)).takesMask()).isTrue();
  }

  @Test
  void open_version2_hasItsConfigurations() throws Exception {
    CheckpointSummary summary = summary(version2(4));
    assertThat(summary.family()).isEqualTo(Family.VERSION_2);
    assertThat(summary.prediction()).isEqualTo("epsilon");
    assertThat(summary.scheduler()).isEqualTo("DDIMScheduler");
    assertThat(summary.side()).isEqualTo(512);
    assertThat(summary.parameters()).isEqualTo(340_387_840 + 865_910_724 + 83_653_863);
    assertThat(config("unet").path("attention_head_dim").toString()).isEqualTo("[5,10,20,20]");
    assertThat(config("text_encoder").path("hidden_act").asText()).isEqualTo("gelu");
  }

  /** Programs that write a folder as one file leave out the layer that is not used. */
  @Test
  void open_version2WithoutTheLayerThatIsNotUsed_hasTheSameEncoder() throws Exception {
    summary(version2(4));
    JsonNode whole = config("text_encoder");
    assertThat(whole.path("num_hidden_layers").asInt()).isEqualTo(23);
    summary(version2(4, 23));
    assertThat(config("text_encoder")).isEqualTo(whole);
  }

  /** What samplers other than the family's own take from it; versions 1 and 2 say no spacing. */
  @Test
  void schedulerConfig_ofEveryFamily_saysWhatNamedSamplersTake() throws Exception {
    for (PublishedFile file : List.of(version1(4), version2(4), xl())) {
      file.write(path());
      JsonNode scheduler = Checkpoint.open(path()).schedulerConfig();
      assertThat(scheduler.path("clip_sample").asText()).isEqualTo("false");
      assertThat(scheduler.path("set_alpha_to_one").asText()).isEqualTo("false");
      assertThat(scheduler.path("skip_prk_steps").asText()).isEqualTo("true");
      boolean large = scheduler.path("_class_name").asText().startsWith("Euler");
      assertThat(scheduler.path("timestep_spacing").asText("")).isEqualTo(large ? "leading" : "");
    }
  }

  /** The velocity model is told by the spread of one bias, unless the file says what it is. */
  @Test
  void open_version2WithAWideBias_predictsTheVelocity() throws Exception {
    PublishedFile file = version2(4).spread(0.1f);
    assertThat(summary(file).prediction()).isEqualTo("v_prediction");
    assertThat(summary(file).side()).isEqualTo(768);
    assertThat(summary(version2(4).spread(0.08f)).prediction()).isEqualTo("epsilon");
    assertThat(summary(version2(9).spread(0.1f)).prediction()).isEqualTo("epsilon");
    assertThat(summary(version2(4).spread(0.1f).noted(STANDARD, "epsilon")).prediction())
        .isEqualTo("epsilon");
    assertThat(summary(version2(4).noted(STANDARD, "v")).prediction()).isEqualTo("v_prediction");
    assertThat(summary(version2(4).noted("modelspec.predict_key", "v")).prediction())
        .isEqualTo("v_prediction");
  }

  @Test
  void open_xl_hasItsConfigurations() throws Exception {
    CheckpointSummary summary = summary(xl());
    assertThat(summary.family()).isEqualTo(Family.XL);
    assertThat(summary.scheduler()).isEqualTo("EulerDiscreteScheduler");
    assertThat(summary.side()).isEqualTo(1024);
    assertThat(summary.networks())
        .contains(
            new NetworkSummary(
                "unet", 1680, 2_567_463_684L, 2 * 2_567_463_684L, 29_491_200, "float16"),
            new NetworkSummary(
                "text_encoder_2", 517, 694_659_840, 2 * 694_659_840L, 63_242_240, "float16"));
    assertThat(summary.bytes()).isEqualTo(2 * summary.parameters());
    assertThat(config("unet").path("attention_head_dim").toString()).isEqualTo("[5,10,20]");
    assertThat(config("unet").path("transformer_layers_per_block").toString())
        .isEqualTo("[1,2,10]");
    assertThat(config("vae").path("scaling_factor").asDouble()).isEqualTo(0.13025);
  }

  @Test
  void open_xlWithMarks_predictsTheVelocityDownToNoSignal() throws Exception {
    PublishedFile file = xl().mark("v_pred").mark("ztsnr");
    assertThat(summary(file).prediction()).isEqualTo("v_prediction");
    JsonNode scheduler = Checkpoint.open(path()).schedulerConfig();
    assertThat(scheduler.path("rescale_betas_zero_snr").asBoolean()).isTrue();
    assertThat(scheduler.path("timestep_spacing").asText()).isEqualTo("trailing");
  }

  /** As some trainers wrote version 2; what heads there are follows from the version. */
  @Test
  void open_version2WithConvolutionsAroundTransformers_hasTheSameNetwork() throws Exception {
    summary(version2(4));
    JsonNode linear = config("unet");
    summary(version2(4, 24, false));
    assertThat(config("unet")).isEqualTo(linear);
  }

  @Test
  void open_xlWithATransposedProjection_hasItsWidth() throws Exception {
    String text = TEXT.formatted(1280, 5120, 32, 20).replace("_dim\":1280", "_dim\":640");
    Map<String, List<Long>> encoder = weights(Architecture.TEXT_WITH_PROJECTION, text);
    String unet = UNET_XL.replace("2816", "2176");
    summary(xl(unet, encoder));
    assertThat(config("text_encoder_2").path("projection_dim").asInt()).isEqualTo(640);
    summary(xl(unet, encoder).renamed("text_projection", "text_projection.weight", 640, 1280));
    assertThat(config("text_encoder_2").path("projection_dim").asInt()).isEqualTo(640);
  }

  @Test
  void open_playground_hasStatisticsAndTheSchedulerOfEdm() throws Exception {
    CheckpointSummary summary = summary(xl().mark("edm_mean", 4).mark("edm_std", 4));
    assertThat(summary.family()).isEqualTo(Family.XL);
    assertThat(summary.scheduler()).isEqualTo("EDMDPMSolverMultistepScheduler");
    assertThat(summary.prediction()).isEqualTo("epsilon");
    assertThat(config("vae").path("scaling_factor").asDouble()).isEqualTo(0.5);
    assertThat(config("vae").path("latents_mean").toString()).isEqualTo("[0.0,0.0,0.0,0.0]");
    assertThat(config("vae").path("latents_std").size()).isEqualTo(4);
    assertThat(summary(xl().mark("edm_mean", 4)).scheduler()).isEqualTo("EulerDiscreteScheduler");
    PublishedFile large = xl().mark("edm_mean", 65).mark("edm_std", 4);
    assertThatThrownBy(() -> summary(large))
        .isInstanceOf(InvalidCheckpointException.class)
        .hasMessage("the tensor edm_mean is no statistic of a few channels");
  }

  /** Drawn as other models of its shapes it would give noise, and programs differ about it. */
  @Test
  void open_cosXlWithoutConfigurations_isRefused() throws Exception {
    PublishedFile file = xl().mark("edm_vpred.sigma_max", 1);
    assertThatThrownBy(() -> summary(file))
        .isInstanceOf(InvalidCheckpointException.class)
        .hasMessage(
            "the checkpoint was trained along sigmas of its own, as CosXL: name a folder of"
                + " configurations beside it, whose scheduler has them");
  }

  /** As files of programs that leave out a prefix, merged with one that does not. */
  @Test
  void open_version1WithPositionsOfAnotherProgram_hasItsConfigurations() throws Exception {
    Map<String, List<Long>> text =
        weights(Architecture.TEXT, TEXT.formatted(768, 3072, 12, 12)).entrySet().stream()
            .collect(
                Collectors.toMap(
                    weight -> weight.getKey().replace("text_model.", ""), Map.Entry::getValue));
    PublishedFile file =
        version1(4, text).mark("cond_stage_model.transformer.text_model.embeddings.position_ids");
    assertThat(summary(file).family()).isEqualTo(Family.VERSION_1);
    assertThat(config("text_encoder").path("num_hidden_layers").asInt()).isEqualTo(12);
  }

  private CheckpointSummary summary(PublishedFile file) throws Exception {
    file.write(path());
    return Checkpoint.open(path()).summary();
  }

  private JsonNode config(String network) throws Exception {
    try (Component component = Checkpoint.open(path()).component(network)) {
      return component.config();
    }
  }

  private Path path() {
    return folder.resolve("published.safetensors");
  }

  private static PublishedFile version1(int channels) throws Exception {
    return version1(channels, weights(Architecture.TEXT, TEXT.formatted(768, 3072, 12, 12)));
  }

  private static PublishedFile version1(int channels, Map<String, List<Long>> text)
      throws Exception {
    return new PublishedFile(
        Family.VERSION_1,
        Map.of(
            "unet", weights(Architecture.UNET, UNET.formatted(channels, 768, false)),
            "vae", weights(Architecture.AUTOENCODER, AUTOENCODER),
            "text_encoder", text));
  }

  private static PublishedFile version2(int channels) throws Exception {
    return version2(channels, 24);
  }

  private static PublishedFile version2(int channels, int textLayers) throws Exception {
    return version2(channels, textLayers, true);
  }

  private static PublishedFile version2(int channels, int textLayers, boolean linear)
      throws Exception {
    return new PublishedFile(
        Family.VERSION_2,
        Map.of(
            "unet", weights(Architecture.UNET, UNET.formatted(channels, 1024, linear)),
            "vae", weights(Architecture.AUTOENCODER, AUTOENCODER),
            "text_encoder",
                weights(Architecture.TEXT, TEXT.formatted(1024, 4096, textLayers, 16))));
  }

  private static PublishedFile xl() throws Exception {
    return xl(
        UNET_XL, weights(Architecture.TEXT_WITH_PROJECTION, TEXT.formatted(1280, 5120, 32, 20)));
  }

  private static PublishedFile xl(String unet, Map<String, List<Long>> text) throws Exception {
    return new PublishedFile(
        Family.XL,
        Map.of(
            "unet", weights(Architecture.UNET, unet),
            "vae", weights(Architecture.AUTOENCODER, AUTOENCODER),
            "text_encoder", weights(Architecture.TEXT, TEXT.formatted(768, 3072, 12, 12)),
            "text_encoder_2", text));
  }

  private static Map<String, List<Long>> weights(Architecture architecture, String config)
      throws Exception {
    return architecture.weights("published", JSON.readTree(config));
  }
}
