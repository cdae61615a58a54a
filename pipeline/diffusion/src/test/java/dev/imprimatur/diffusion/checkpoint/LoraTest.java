package dev.imprimatur.diffusion.checkpoint;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.within;

import ai.djl.Device;
import ai.djl.ndarray.NDArray;
import ai.djl.ndarray.NDManager;
import ai.djl.ndarray.types.DataType;
import dev.imprimatur.diffusion.InvalidCheckpointException;
import dev.imprimatur.diffusion.checkpoint.lora.LoraFile;
import dev.imprimatur.diffusion.checkpoint.lora.WeightedLora;
import dev.imprimatur.diffusion.checkpoint.safetensors.SafetensorsFile;
import dev.imprimatur.diffusion.family.LoraRecipe;
import dev.imprimatur.diffusion.family.RecipeCheckpoint;
import java.nio.FloatBuffer;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.Random;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class LoraTest {
  private static final float TOLERANCE = 1e-6f;
  private static final double SCALE = 0.75;
  private static final String TO_Q =
      "down_blocks.1.attentions.0.transformer_blocks.0.attn1.to_q.weight";
  private static final String LAYER = "down_blocks_1_attentions_0_transformer_blocks_0_attn1_to_q";

  private static NDManager manager;

  @TempDir Path folder;

  @BeforeAll
  static void start() {
    manager = NDManager.newBaseManager(Device.cpu(), "PyTorch");
  }

  @AfterAll
  static void stop() {
    manager.close();
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "kohya-sd1",
        "kohya-sdxl",
        "mixed-sd1",
        "peft-sdxl",
        "processors-sd1",
        "plain-sd1"
      })
  void load_everySpelling_givesWhatDiffusersFuses(String name) throws Exception {
    String family = name.substring(name.indexOf('-') + 1);
    Checkpoint base = Checkpoint.open(RecipeCheckpoint.write(family, folder.resolve("base")));
    Path lora = LoraRecipe.write(name, folder.resolve("lora.safetensors"));
    Checkpoint adapted = base.with(List.of(new WeightedLora(lora, SCALE)));
    try (SafetensorsFile golden =
        SafetensorsFile.open(
            GoldenTensors.unpacked(LoraRecipe.CASES.resolve(name + ".safetensors")))) {
      int changed = 0;
      for (String network : List.of("text_encoder", "text_encoder_2", "unet", "vae")) {
        if (base.has(network)) {
          changed += changes(network, base, adapted, golden);
        }
      }
      assertThat(changed).isEqualTo(golden.names().size());
    }
  }

  @Test
  void load_twoOfThem_addsBoth() throws Exception {
    Checkpoint base = base();
    Path one = LoraRecipe.write("kohya-sd1", folder.resolve("one.safetensors"));
    Path two = LoraRecipe.write("plain-sd1", folder.resolve("two.safetensors"));
    float[] original = toQ(base, Precision.FLOAT32);
    float[] first = toQ(base.with(List.of(new WeightedLora(one, 1))), Precision.FLOAT32);
    float[] second = toQ(base.with(List.of(new WeightedLora(two, -2))), Precision.FLOAT32);
    float[] both =
        toQ(
            base.with(List.of(new WeightedLora(one, 1), new WeightedLora(two, -2))),
            Precision.FLOAT32);
    for (int i = 0; i < both.length; i++) {
      assertThat(both[i]).isCloseTo(first[i] + second[i] - original[i], within(1e-5f));
    }
    assertThat(both).isNotEqualTo(first);
  }

  @Test
  void load_intoEightBits_leavesWhatItChangesInFloats() throws Exception {
    RecipeCheckpoint.write("sd1", folder.resolve("large"));
    Quantiser.quantise(folder.resolve("large"), folder.resolve("small"));
    Path lora = LoraRecipe.write("kohya-sd1", folder.resolve("lora.safetensors"));
    Checkpoint adapted =
        Checkpoint.open(folder.resolve("small")).with(List.of(new WeightedLora(lora, 1)));
    try (Component unet = adapted.component("unet");
        NDManager scope = manager.newSubManager()) {
      Map<String, NDArray> loaded = unet.load(scope, "", Precision.EIGHT_BIT_FLOAT16);
      assertThat(loaded).doesNotContainKey(TO_Q + ".scale").containsKey("conv_in.weight.scale");
      assertThat(loaded.get(TO_Q).getDataType()).isEqualTo(DataType.FLOAT16);
    }
    float[] exact = toQ(base().with(List.of(new WeightedLora(lora, 1))), Precision.FLOAT32);
    assertThat(toQ(adapted, Precision.FLOAT32)).containsExactly(exact, within(0.01f));
  }

  @Test
  void identity_ofAModelWithLoras_namesThemAll() throws Exception {
    Checkpoint base = base();
    Path lora = LoraRecipe.write("kohya-sd1", folder.resolve("lora.safetensors"));
    ModelIdentity alone = base.identity();
    assertThat(alone.hash()).isEqualTo(base.hash());
    ModelIdentity adapted = base.with(List.of(new WeightedLora(lora, 0.5))).identity();
    assertThat(adapted.checkpoint()).isEqualTo(base.hash());
    assertThat(adapted.loras()).containsExactly(new ModelIdentity.Lora(FileHash.of(lora), 0.5));
    assertThat(adapted.hash()).hasSize(64).isNotEqualTo(alone.hash());
    assertThat(base.with(List.of(new WeightedLora(lora, 0.25))).identity().hash())
        .isNotEqualTo(adapted.hash());
  }

  /**
   * One row for each way in which a LoRA's tensors can be wrong: what is written, and the defect.
   */
  @ParameterizedTest(name = "{2}")
  @CsvSource(
      delimiter = '|',
      value = {
        "attn1_to_q.|attn9_to_q."
            + "|the layer down_blocks_1_attentions_0_transformer_blocks_0_attn9_to_q of unet"
            + " is not in the checkpoint",
        "attn1_to_q.lora_down.weight 2x32|attn1_to_q.lora_down.weight 2x31"
            + "|the layer "
            + LAYER
            + " of unet has matrices of the shapes [32, 2] and [2, 31],"
            + " which do not multiply to [32, 32]",
        "attn1_to_q.lora_up.weight 32x2|attn1_to_q.lora_up.weight 32x3"
            + "|the layer "
            + LAYER
            + " of unet has matrices of the shapes [32, 3] and [2, 32],"
            + " which do not multiply to [32, 32]",
        "attn1_to_q.lora_up.weight 32x2|attn1_to_q.lora_up.weight 64"
            + "|the layer "
            + LAYER
            + " of unet has matrices of the shapes [64] and [2, 32],"
            + " which do not multiply to [32, 32]",
        "conv1.lora_down.weight 7x32x3x3|conv1.lora_down.weight 7x32x5x5"
            + "|the layer down_blocks_2_resnets_0_conv1 of unet has matrices of the shapes"
            + " [64, 7, 1, 1] and [7, 32, 5, 5], which do not multiply to [64, 32, 3, 3]",
        "attn1_to_q.lora_up.weight|attn1_to_q.lora_mid.weight"
            + "|the key lora_unet_"
            + LAYER
            + ".lora_mid.weight belongs to LoCon with a Tucker"
            + " decomposition, which is not supported: only LoRA is",
        "attn1_to_q.lora_up.weight|attn1_to_q.hada_w1_a"
            + "|the key lora_unet_"
            + LAYER
            + ".hada_w1_a belongs to LoHa, which is not supported:"
            + " only LoRA is",
        "attn1_to_q.alpha = 3.0|attn1_to_q.dora_scale 32x1"
            + "|the key lora_unet_"
            + LAYER
            + ".dora_scale belongs to DoRA, which is not"
            + " supported: only LoRA is",
        "attn1_to_q.alpha = 3.0|attn1_to_q.beta = 3.0"
            + "|the key lora_unet_"
            + LAYER
            + ".beta is of no known kind of LoRA",
        "attn1_to_q.alpha = 3.0|attn1_to_q.alpha = NaN"
            + "|the layer "
            + LAYER
            + " of unet has an alpha that is not one finite number",
        "attn1_to_q.alpha = 3.0|attn1_to_q.alpha 2"
            + "|the layer "
            + LAYER
            + " of unet has an alpha that is not one finite number",
        "lora_te_|lora_te2_"
            + "|the layer text_model_encoder_layers_1_mlp_fc1 of text_encoder_2 is not in the"
            + " checkpoint",
      })
  void with_aLoraThatDoesNotFit_isRefusedWithTheDefect(String from, String to, String defect)
      throws Exception {
    Path lora =
        LoraRecipe.write(
            "kohya-sd1", folder.resolve("lora.safetensors"), line -> line.replace(from, to));
    assertRefused(lora, defect);
  }

  @Test
  void with_halfALayer_isRefused() throws Exception {
    Path lora =
        LoraRecipe.write(
            "kohya-sd1",
            folder.resolve("lora.safetensors"),
            line -> line.contains("attn1_to_q.lora_up") ? "" : line);
    assertRefused(lora, "the layer " + LAYER + " of unet has only one of its two matrices");
  }

  @Test
  void with_aLayerInTwoSpellings_isRefused() throws Exception {
    String dotted = "unet." + TO_Q.replace(".weight", "") + ".lora.";
    Path lora =
        LoraRecipe.write(
            "kohya-sd1",
            folder.resolve("lora.safetensors"),
            line ->
                line.replaceFirst(
                        "^lora_unet_down_blocks_0.*lora_down.*", dotted + "down.weight 2x32")
                    .replaceFirst("^lora_unet_down_blocks_0.*lora_up.*", dotted + "up.weight 32x2")
                    .replaceFirst("^lora_unet_down_blocks_0.*", ""));
    assertRefused(lora, "two of its layers change the weight " + TO_Q + " of unet");
  }

  /** As files have it that were written for several programs. */
  @Test
  void load_aLayerInCompVissNameAsWell_takesTheOther() throws Exception {
    String compVis = "lora_unet_input_blocks_4_1_transformer_blocks_0_attn1_to_q.";
    Path both =
        LoraRecipe.write(
            "kohya-sd1",
            folder.resolve("both.safetensors"),
            line ->
                line.replaceFirst(
                        "^lora_unet_down_blocks_0.*lora_down.*", compVis + "lora_down.weight 2x32")
                    .replaceFirst(
                        "^lora_unet_down_blocks_0.*lora_up.*", compVis + "lora_up.weight 32x2")
                    .replaceFirst("^lora_unet_down_blocks_0.*", ""));
    Path one = LoraRecipe.write("kohya-sd1", folder.resolve("one.safetensors"));
    Checkpoint base = base();
    assertThat(toQ(base.with(List.of(new WeightedLora(both, 1))), Precision.FLOAT32))
        .isEqualTo(toQ(base.with(List.of(new WeightedLora(one, 1))), Precision.FLOAT32));
  }

  /** Names are read by patterns; none may take forever or end otherwise than in a refusal. */
  @Test
  void with_randomlyDamagedNames_isFoundOrRefused() throws Exception {
    var shapes = AdaptedLayout.open(base().layout(), List.of()).shapes();
    var random = new Random(4);
    for (int round = 0; round < 500; round++) {
      Path lora =
          LoraRecipe.write(
              "plain-sd1", folder.resolve("lora.safetensors"), line -> damaged(line, random));
      try {
        LoraFile.open(new WeightedLora(lora, 1), shapes).close();
      } catch (InvalidCheckpointException expected) {
        assertThat(expected).hasMessageStartingWith(lora + ": ");
      }
    }
  }

  private static String damaged(String line, Random random) {
    int space = line.indexOf(' ');
    int from = random.nextInt(space);
    int to = Math.min(space, from + random.nextInt(4));
    String filling = List.of("", ".", "lora_", "alpha", "_lora.", "é").get(random.nextInt(6));
    return line.substring(0, from) + filling + line.substring(to);
  }

  @Test
  void with_aLoraOfAnotherFamily_isRefused() throws Exception {
    Path lora = LoraRecipe.write("kohya-sdxl", folder.resolve("lora.safetensors"));
    Checkpoint base = base();
    assertThatThrownBy(() -> base.with(List.of(new WeightedLora(lora, 1))))
        .isInstanceOf(InvalidCheckpointException.class)
        .hasMessageStartingWith(lora + ": the layer ");
  }

  @Test
  void with_aPickleOrACheckpoint_isRefused() throws Exception {
    Checkpoint base = base();
    Path pickle = folder.resolve("lora.pt");
    assertThatThrownBy(() -> base.with(List.of(new WeightedLora(pickle, 1))))
        .hasMessageStartingWith(pickle + " is a pickle");
    assertRefused(
        folder.resolve("base/unet/diffusion_pytorch_model.safetensors"),
        "the key conv_in.bias is of no known kind of LoRA");
  }

  @Test
  void weight_beyondReason_isRefused() {
    for (double weight : new double[] {11, -11, Double.NaN, Double.POSITIVE_INFINITY}) {
      assertThatIllegalArgumentException()
          .isThrownBy(() -> new WeightedLora(folder, weight))
          .withMessage("the weight of a LoRA must be between -10 and 10, but is " + weight);
    }
  }

  private Checkpoint base() throws Exception {
    return Checkpoint.open(RecipeCheckpoint.write("sd1", folder.resolve("base")));
  }

  private void assertRefused(Path lora, String defect) throws Exception {
    Path file = folder.resolve("base-" + lora.getFileName());
    Checkpoint base = Checkpoint.open(RecipeCheckpoint.write("sd1", file));
    assertThatThrownBy(() -> base.with(List.of(new WeightedLora(lora, 1))))
        .isInstanceOf(InvalidCheckpointException.class)
        .hasMessage(lora + ": " + defect);
  }

  /** Compares every weight with the golden, or with the base where the golden has none. */
  private static int changes(
      String network, Checkpoint base, Checkpoint adapted, SafetensorsFile golden)
      throws Exception {
    int changes = 0;
    try (Component one = adapted.component(network);
        Component other = base.component(network);
        NDManager scope = manager.newSubManager()) {
      Map<String, NDArray> loaded = one.load(scope, "");
      for (var weight : other.load(scope, "").entrySet()) {
        float[] values = loaded.get(weight.getKey()).toFloatArray();
        var stored = golden.tensor(network + "/" + weight.getKey());
        if (stored.isPresent()) {
          FloatBuffer fused = golden.map(stored.get()).asFloatBuffer();
          float[] first = new float[fused.remaining()];
          fused.get(first);
          assertThat(Arrays.copyOf(values, first.length))
              .as(weight.getKey())
              .containsExactly(first, within(TOLERANCE));
          assertThat(values).isNotEqualTo(weight.getValue().toFloatArray());
          changes++;
        } else {
          assertThat(values).as(weight.getKey()).isEqualTo(weight.getValue().toFloatArray());
        }
      }
    }
    return changes;
  }

  private static float[] toQ(Checkpoint checkpoint, Precision precision) throws Exception {
    try (Component unet = checkpoint.component("unet");
        NDManager scope = manager.newSubManager()) {
      return unet.load(scope, "", precision).get(TO_Q).toFloatArray();
    }
  }
}
