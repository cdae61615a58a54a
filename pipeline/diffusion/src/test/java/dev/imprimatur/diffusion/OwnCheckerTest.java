package dev.imprimatur.diffusion;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.imprimatur.diffusion.checkpoint.Checkpoint;
import dev.imprimatur.diffusion.checkpoint.NetworkSummary;
import dev.imprimatur.diffusion.checkpoint.Quantiser;
import dev.imprimatur.diffusion.family.RecipeCheckpoint;
import dev.imprimatur.diffusion.family.SafetyRecipe;
import dev.imprimatur.diffusion.safety.SafetyChecker;
import dev.imprimatur.diffusion.safety.SafetyDistances;
import java.awt.image.BufferedImage;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.OptionalLong;
import java.util.function.UnaryOperator;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** The safety checker that a checkpoint brings along is part of it. */
class OwnCheckerTest {
  private static final DeviceChoice CPU = DeviceChoice.parse("cpu");
  private static final BufferedImage PICTURE =
      new BufferedImage(64, 48, BufferedImage.TYPE_INT_RGB);

  @TempDir Path folder;

  @BeforeEach
  void write() throws Exception {
    RecipeCheckpoint.write("sd1", folder.resolve("sd1"));
  }

  @Test
  void checker_ofACheckpointWithoutTheFolder_isNone() throws Exception {
    SafetyRecipe.write(folder.resolve("sd1"));
    Files.move(folder.resolve("sd1/safety_checker"), folder.resolve("elsewhere"));
    try (DiffusionModel model = DiffusionModel.open(folder.resolve("sd1"), CPU)) {
      assertThat(model.checker()).isEmpty();
    }
  }

  @Test
  void files_withAChecker_takePartInTheHash() throws Exception {
    Checkpoint without = Checkpoint.open(folder.resolve("sd1"));
    String before = without.hash();
    assertThat(without.safetyCheckerHash()).isEmpty();

    Checkpoint with = Checkpoint.open(SafetyRecipe.write(folder.resolve("sd1")));
    String hash = with.hash();
    assertThat(with.files())
        .containsKeys(
            "safety_checker/config.json",
            "safety_checker/model.safetensors",
            "feature_extractor/preprocessor_config.json");
    assertThat(hash).isNotEqualTo(before);
    assertThat(with.summary().networks())
        .extracting(NetworkSummary::name)
        .containsExactly("text_encoder", "unet", "vae", "safety_checker");

    String checker = with.safetyCheckerHash().orElseThrow();
    Checkpoint other = Checkpoint.open(thresholds(folder.resolve("sd1"), 0.9f));
    assertThat(other.hash()).isNotEqualTo(hash);
    assertThat(other.safetyCheckerHash().orElseThrow()).isNotEqualTo(checker);
  }

  @Test
  void compare_inEitherMemoryMode_givesTheSameDistances() throws Exception {
    thresholds(folder.resolve("sd1"), -1);
    ModelOptions low = ModelOptions.on(CPU).with(MemoryMode.LOW, OptionalLong.empty());
    try (DiffusionModel resident = DiffusionModel.open(folder.resolve("sd1"), CPU);
        DiffusionModel visiting = DiffusionModel.open(folder.resolve("sd1"), low)) {
      SafetyDistances distances = resident.checker().orElseThrow().compare(PICTURE);
      assertThat(distances.scores(0).flagged()).isTrue();
      assertThat(visiting.checker().orElseThrow().compare(PICTURE)).isEqualTo(distances);
    }
  }

  @Test
  void scores_withAnAdjustment_areThatMuchHigher() {
    var distances = new SafetyDistances(List.of(-0.5f, -0.5f, -0.5f), List.of(-0.015f, -0.5f));
    assertThat(distances.scores(0).flagged()).isFalse();
    assertThat(distances.scores(0.01f).concepts()).containsExactly(-0.005f, -0.49f);
    assertThat(distances.scores(0.02f).flagged()).isTrue();
  }

  @Test
  void quantise_withAChecker_takesItAlong() throws Exception {
    Checkpoint large = Checkpoint.open(SafetyRecipe.write(folder.resolve("sd1")));
    Quantiser.quantise(folder.resolve("sd1"), folder.resolve("small"));
    Checkpoint small = Checkpoint.open(folder.resolve("small"));
    assertThat(small.safetyCheckerHash()).isEqualTo(large.safetyCheckerHash());
  }

  @Test
  void open_aCheckerThatIsAPickle_isRefusedWithTheWayOut() throws Exception {
    Path checker = SafetyRecipe.write(folder.resolve("sd1")).resolve("safety_checker");
    Files.move(checker.resolve("model.safetensors"), checker.resolve("pytorch_model.bin"));
    assertThatThrownBy(() -> Checkpoint.open(folder.resolve("sd1")))
        .isInstanceOf(InvalidCheckpointException.class)
        .hasMessageContaining("pytorch_model.bin")
        .hasMessageContaining("take its folder safety_checker away");
  }

  @Test
  void requireUsable_partsThatDoNotFit_areRefusedBeforeWeightsAreRead() throws Exception {
    SafetyRecipe.write(folder.resolve("sd1"), "{\"size\":224}", Map.of(), UnaryOperator.identity());
    Checkpoint checkpoint = Checkpoint.open(folder.resolve("sd1"));
    assertThatThrownBy(() -> SafetyChecker.requireUsable(checkpoint))
        .isInstanceOf(InvalidCheckpointException.class)
        .hasMessage("the safety checker sees 32 pixels, but the feature extractor makes 224");
  }

  private static Path thresholds(Path checkpoint, float threshold) throws Exception {
    float[] concepts = new float[17];
    Arrays.fill(concepts, threshold);
    return SafetyRecipe.write(
        checkpoint,
        SafetyRecipe.EXTRACTOR,
        Map.of("concept_embeds_weights", concepts),
        UnaryOperator.identity());
  }
}
